"""Calls the vendor's clients: a line of JSON in for each call, a line of JSON out for its answer."""

import json
import sys

from authing import AuthenticationClient, ManagementClient

KINDS = {"authentication": AuthenticationClient, "management": ManagementClient}
clients = []


def answer(asked):
    if "make" in asked:
        clients.append(KINDS[asked["make"]](**asked["arguments"]))
        return len(clients) - 1
    return getattr(clients[asked["client"]], asked["method"])(**asked["arguments"])


for line in sys.stdin:
    try:
        told = {"answer": answer(json.loads(line))}
    except Exception as error:
        told = {"error": repr(error)}
    print(json.dumps(told), flush=True)
