"""Work off the GUI thread: pure functions of frozen inputs."""
