"""The built site as a folder that opens from a disk or a USB stick, without the internet."""
