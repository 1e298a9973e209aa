"""What each specialty is sent after an audit: its feedback pack, made, approved and sent."""
