"""Makes the calls of standard input through the ArkID client of PyPI, and prints what came back."""

import json
import logging
import sys

from arkid_client import (
    ArkIDAPIError,
    ArkIDClient,
    ArkIDSDKUsageError,
    BasicAuthorizer,
    ConfidentialAppAuthClient,
)
from arkid_client.base import BaseClient

# The client shows all that it does on the terminal.
logging.disable(logging.CRITICAL)


def call(client, name, args, kwargs):
    try:
        response = getattr(client, name)(*args, **kwargs)
    except ArkIDAPIError as error:
        return {"status": error.http_status, "data": error.raw_json}
    except ArkIDSDKUsageError as error:
        return {"usage": str(error)}
    if isinstance(response, BasicAuthorizer):
        return {"data": response.header_val}
    if isinstance(response, str):
        return {"data": response}
    return {"status": response.http_status, "data": response.data}


asked = json.load(sys.stdin)
url, username, password = asked["url"], asked["username"], asked["password"]
auth = ConfidentialAppAuthClient(base_url=url)
authorizer = auth.get_authorizer(username, password)
client = ArkIDClient(base_url=url, authorizer=authorizer)

backs = []
for name, args, kwargs in asked["calls"]:
    on_auth = hasattr(auth, name) and not hasattr(client, name)
    given = [authorizer if arg == "$authorizer" else arg for arg in args]
    backs.append(call(auth if on_auth else client, name, given, kwargs))

own = {name for kind in (ArkIDClient, ConfidentialAppAuthClient) for name in dir(kind)}
methods = sorted(name for name in own - set(dir(BaseClient)) if not name.startswith("_"))
json.dump({"methods": methods, "backs": backs}, sys.stdout)
