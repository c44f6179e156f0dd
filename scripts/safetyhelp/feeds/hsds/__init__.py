"""The directory as HSDS-UK 3.0 (Open Referral UK), the standard of directories of services."""
