"""Fair capture, and the fairs themselves: made, prepared, and how they go."""
