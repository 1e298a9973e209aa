"""What a checkout needs around the service: set-up, servers, launcher, checks, measurements.

Nothing here is imported by a deployment, which has DATABASE_URL and REDIS_URL.
"""
