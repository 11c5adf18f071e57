"""A client on the Python SDK: python driver.py PLANS PLAN -- COMMAND ARG… or PLANS PLAN -- URL

Runs the same plans as the TypeScript drivers and prints one JSON line for each observation.
"""

import json
import os
import sys
import warnings
from typing import Any

import anyio
import mcp_types as types
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

# Deprecated features are used on purpose: servers still have them.
warnings.simplefilter("ignore")

notified: set[str] = set()
asked: set[str] = set()


def dump(value: Any) -> Any:
    return value.model_dump(mode="json", by_alias=True, exclude_none=True) if hasattr(value, "model_dump") else value


def show(observation: dict[str, Any]) -> None:
    print(json.dumps(observation, ensure_ascii=False), flush=True)


async def sampling(_context: Any, params: types.CreateMessageRequestParams) -> types.CreateMessageResult:
    asked.add("sampling/createMessage " + json.dumps(dump(params)))
    return types.CreateMessageResult(
        model="fixed",
        role="assistant",
        stop_reason="endTurn",
        content=types.TextContent(type="text", text="hi from the client"),
    )


async def elicitation(_context: Any, params: Any) -> types.ElicitResult:
    asked.add("elicitation/create " + json.dumps(dump(params)))
    return types.ElicitResult(action="accept", content={"name": "Ada", "check": True, "color": "red"})


async def roots(_context: Any) -> types.ListRootsResult:
    asked.add("roots/list")
    return types.ListRootsResult(roots=[])


async def message(received: Any) -> None:
    notified.add(json.dumps(dump(received)) if not isinstance(received, Exception) else type(received).__name__)


async def call(client: Client, step: dict[str, Any]) -> Any:
    progress: list[Any] = []

    async def on_progress(done: float, total: float | None, words: str | None) -> None:
        progress.append([done, total, words])

    if not step.get("progress"):
        return dump(await client.call_tool(step["name"], step["arguments"]))
    result = await client.call_tool(step["name"], step["arguments"], progress_callback=on_progress)
    # The last one may race with the result inside a client.
    return {"result": dump(result), "progress": [entry for entry in progress if entry[0] != entry[1]]}


async def cancel(client: Client, step: dict[str, Any]) -> Any:
    with anyio.move_on_after(step["afterMillis"] / 1000) as scope:
        return {"finished": dump(await client.call_tool(step["name"], step["arguments"]))}
    return {"gaveUp": scope.cancelled_caught}


async def unknown(client: Client, step: dict[str, Any]) -> Any:
    request = types.Request[dict[str, Any], str](method=step["method"], params={"vendor": {"amount": 1.5}})
    return dump(await client.session.send_request(request, types.EmptyResult))  # type: ignore[arg-type]


async def perform(client: Client, step: dict[str, Any]) -> Any:
    match step["do"]:
        case "tools":
            return dump(await client.list_tools())
        case "prompts":
            return dump(await client.list_prompts())
        case "resources":
            return dump(await client.list_resources())
        case "templates":
            return dump(await client.list_resource_templates())
        case "ping":
            return dump(await client.send_ping())
        case "call":
            return await call(client, step)
        case "cancel":
            return await cancel(client, step)
        case "prompt":
            return dump(await client.get_prompt(step["name"], step["arguments"]))
        case "read":
            return dump(await client.read_resource(step["uri"]))
        case "subscribe":
            return dump(await client.subscribe_resource(step["uri"]))
        case "unsubscribe":
            return dump(await client.unsubscribe_resource(step["uri"]))
        case "complete":
            return dump(
                await client.complete(
                    types.PromptReference(type="ref/prompt", name=step["prompt"]),
                    {"name": step["argument"], "value": step["value"]},
                )
            )
        case "log-level":
            return dump(await client.set_logging_level(step["level"]))
        case "unknown":
            return await unknown(client, step)
        case other:
            raise SystemExit(f"driver: no step {other}")


async def main() -> None:
    plans, plan, dashes, command, *args = sys.argv[1:]
    if dashes != "--":
        raise SystemExit("driver: expected PLANS PLAN -- COMMAND ARG…")
    with open(plans, encoding="utf-8") as file:
        steps = json.load(file)[plan]
    over_http = command.startswith("http://")
    server = command if over_http else StdioServerParameters(command=command, args=args, env=dict(os.environ))
    async with Client(
        server,
        client_info=types.Implementation(name="driver-python", version="1.0.0"),
        sampling_callback=sampling,
        elicitation_callback=elicitation,
        list_roots_callback=roots,
        message_handler=message,
    ) as client:
        show({
            "revision": client.protocol_version,
            "server": dump(client.server_info),
            "capabilities": dump(client.server_capabilities),
            "instructions": client.instructions,
        })
        await anyio.sleep(0.4)
        for index, step in enumerate(steps):
            seen = {"step": index, "do": step["do"], "name": step.get("name")}
            try:
                show({**seen, "result": await perform(client, step)})
            except MCPError as problem:
                show({**seen, "error": dump(problem.error)})
            except Exception as problem:  # What a client's user would see; compared, not handled.
                show({**seen, "error": f"{type(problem).__name__}: {problem}"})
    show({"asked": sorted(asked)})
    show({"notified": sorted(notified)})


anyio.run(main)
