"""The medium kit's framework: twenty-five elements over all forms of passages."""

from __future__ import annotations

KIT_YAML = """\
# An invented programme, made for measuring with.
format: 1
name: shared-tables
version: VERSION
title: Shared Tables
summary: A monthly evening meal to which everybody in a village brings a chair and an appetite.
licence: MIT
outcome: People who live near each other know each other.
place: {noun: {one: table, many: tables}, name: place_name}
requires: {localkit: ">=0.1"}
given_once: [README.md]
shares: [place_name, nation]
functions:
  - {id: eat-together, statement: Everybody eats at one time and at one table., mechanism: Talk comes with food.}
  - {id: safe-evening, statement: Nobody comes to harm., mechanism: Known dangers are looked at beforehand.}
elements:
  # Whole files, and a glob.
  - {id: purpose, title: What it is for, latitude: fixed, basis: values, serves: [eat-together],
     passages: [{file: handbook/01-purpose.md}]}
  - {id: incident-form, title: The incident form, latitude: bounded, basis: statutory, serves: [safe-evening],
     passages: [{file: forms/incident.md}], bounds: [{min_words: 100, max_changed: 0.3}]}
  - {id: leaflets, title: Leaflets, latitude: open, necessity: optional, passages: [{file: "leaflets/*.md"}]}
  - {id: songs, title: The song sheet, latitude: open, necessity: optional, passages: [{file: tables/songs.csv}]}
  # Sections, and sections within them.
  - {id: house-rules, title: House rules, latitude: fixed, basis: values, necessity: unique_essential,
     passages: [{file: handbook/02-house-rules.md, section: During the evening}]}
  - {id: kitchen, title: Before cooking, latitude: bounded, basis: safety, serves: [safe-evening],
     passages: [{file: handbook/04-kitchen.md, section: Before the evening}],
     bounds: [{min_words: 40, max_words: 400, lacks: [if there is time]}]}
  - {id: allergies, title: Allergies, latitude: fixed, basis: safety, serves: [safe-evening],
     passages: [{file: handbook/05-allergies.md, section: Allergies > Before the evening}]}
  - {id: hosting, title: Hosting, latitude: open, passages: [{file: handbook/06-hosts.md, section: During the evening}]}
  - {id: hosting-at-the-door, title: Hosts at the door, latitude: fixed, basis: values,
     passages: [{file: handbook/06-hosts.md, section: During the evening > At the door}]}
  - {id: helping, title: Helping, latitude: bounded, basis: evidence,
     passages: [{file: handbook/07-helpers.md, section: During the evening}],
     bounds: [{headings: [At the door, At the table]}]}
  - {id: quiet-table, title: The quiet table, latitude: fixed, basis: evidence,
     passages: [{file: handbook/10-quiet-table.md, section: During the evening > At the table}]}
  - {id: first-aid, title: First aid, latitude: fixed, basis: statutory,
     passages: [{file: handbook/12-first-aid.md, section: Afterwards}]}
  - {id: welcome, title: The welcome, latitude: open, passages: [{file: handbook/03-welcome.md, section: At the door}]}
  # Values.
  - {id: session-length, title: How long an evening is, latitude: bounded,
     passages: [{file: settings/session.yaml, value: /session/minutes}],
     bounds: [{schema: {type: integer, minimum: 30, maximum: 180}}]}
  - {id: helpers-needed, title: Helpers needed, latitude: bounded, basis: evidence,
     passages: [{file: settings/helpers.yaml, value: /helpers/people}],
     bounds: [{schema: {type: integer, minimum: 4, maximum: 12}}]}
  - {id: kitchen-tasks, title: Tasks in the kitchen, latitude: open,
     passages: [{file: settings/kitchen.yaml, value: /tasks}]}
  - {id: children-decide, title: Who decides for children, latitude: fixed, basis: statutory,
     passages: [{file: settings/children.yaml, value: /children/decides}]}
  # Rows and columns.
  - {id: third-turn, title: The third turn, latitude: bounded, passages: [{file: tables/rota.csv, row: rota-03}],
     bounds: [{max_changed: 0.2}]}
  - {id: fire-risk, title: The first risk, latitude: fixed, basis: safety,
     passages: [{file: tables/risks.csv, row: risks-01}]}
  - {id: who-shops, title: Who shops, latitude: open, passages: [{file: tables/shopping.csv, column: who}]}
  - {id: training-minutes, title: Minutes of training, latitude: fixed, basis: evidence,
     passages: [{file: tables/training.csv, column: minutes}]}
  # Marked regions.
  - {id: consent-promise, title: What we promise about consent, latitude: fixed, basis: statutory,
     passages: [{file: forms/consent.md, region: promise}]}
  - {id: feedback-promise, title: What we promise about feedback, latitude: bounded,
     passages: [{file: forms/feedback.md, region: promise}], bounds: [{min_words: 10}]}
  # A value in front matter.
  - {id: children-review, title: When the page on children is read again, latitude: bounded,
     passages: [{file: handbook/11-children.md, value: /review_months}],
     bounds: [{schema: {type: integer, maximum: 24}}]}
  # What must not be there.
  - {id: no-tickets, title: Tickets, necessity: proscribed, basis: values, serves: [eat-together],
     passages: [{file: "**/*.md", lacks: [ticket price, members only]}]}
"""
