"""What screens are made of. A widget knows no screen, no action and no other widget of its screen."""
