"""One file a verb, one public function each: what the command line, the screens and a library user call."""
