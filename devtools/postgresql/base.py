"""The backend: `"ENGINE": "devtools.postgresql"`. Commands without a query start nothing."""

import atexit
import os

from django.db import connections
from django.db.backends.postgresql import base, client

from devtools import servers


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql that came with the server."""

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        settings_dict = {**settings_dict, "HOST": servers.ensure_postgresql()}
        settings_dict["USER"] = settings_dict["USER"] or servers.PostgreSQL.role
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(servers.postgresql().program("psql")), *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """Holds the server before it connects, for the rest of the process."""

    client_class = DatabaseClient

    def get_connection_params(self):
        self.settings_dict["HOST"] = servers.ensure_postgresql()
        self.settings_dict["USER"] = self.settings_dict["USER"] or servers.PostgreSQL.role
        close_before_letting_go()
        return super().get_connection_params()


def close_before_letting_go():
    """Close the connections at exit before the server is let go: atexit runs the last first."""
    atexit.unregister(close_connections)
    atexit.register(close_connections, os.getpid())


def close_connections(process):
    """Hand back the connections of this process and close its pools; a fork has its own."""
    if process == os.getpid():
        connections.close_all()
        for connection in connections.all(initialized_only=True):
            if isinstance(connection, DatabaseWrapper):
                connection.close_pool()
