"""The papers that data protection asks of the controller, written from the settings in force and from the code."""
