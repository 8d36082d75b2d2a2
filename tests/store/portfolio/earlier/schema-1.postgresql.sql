CREATE TABLE places (
  id SERIAL NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
  ref TEXT, directory TEXT, added TEXT NOT NULL, last_scan TEXT, scan INTEGER, state TEXT NOT NULL,
  reason TEXT, snapshot INTEGER, PRIMARY KEY (id), CONSTRAINT places_key UNIQUE (key)
);
CREATE TABLE snapshots (
  id SERIAL NOT NULL, place INTEGER NOT NULL, taken TEXT NOT NULL, last_seen TEXT NOT NULL, digest TEXT NOT NULL,
  data TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY (place) REFERENCES places (id)
);
CREATE INDEX snapshots_by_place ON snapshots (place, id);
CREATE TABLE scans (
  id SERIAL NOT NULL, begun TEXT NOT NULL, verify INTEGER NOT NULL, ended TEXT, PRIMARY KEY (id)
);
CREATE TABLE localkit_portfolio (version SERIAL NOT NULL, PRIMARY KEY (version));
INSERT INTO places (key, label, kind, at, ref, directory, added, last_scan, scan, state, reason, snapshot) VALUES
  ('folder:/h', 'Harrow', 'folder', '/h', NULL, NULL, '2026-03-02T12:00:00+00:00', '2026-04-02T12:00:00+00:00', 1, 'read', NULL, 2),
  ('folder:/b', 'barnet', 'folder', '/b', NULL, NULL, '2026-03-02T12:00:00+00:00', '2026-04-02T12:00:00+00:00', 1, 'failed', 'it is gone', NULL);
INSERT INTO snapshots (place, taken, last_seen, digest, data) VALUES
  (1, '2026-03-02T12:00:00+00:00', '2026-03-02T12:00:00+00:00', 'x', '{"format":1,"taken":"2026-03-02T12:00:00+00:00","stage":"pilot"}'),
  (1, '2026-04-02T12:00:00+00:00', '2026-04-02T12:00:00+00:00', 'y', '{"format":1,"taken":"2026-04-02T12:00:00+00:00","stage":"live"}');
INSERT INTO scans (begun, verify, ended) VALUES ('2026-04-02T11:59:00+00:00', 0, '2026-04-02T12:00:00+00:00');
INSERT INTO localkit_portfolio (version) VALUES (1);
