#!/bin/sh
# Answers the recorded session that trains the AOT cache. Not a server for anything else.
while IFS= read -r line; do
  case $line in
    *'"method":"initialize"'*)
      printf '%s\n' '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"training","version":"1"},"instructions":"Use read_file to read files."}}' ;;
    *'"method":"tools/list"'*)
      printf '%s\n' '{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"read_file","title":"Read File","description":"Read the complete contents of a file.","inputSchema":{"type":"object","properties":{"path":{"type":"string","description":"where"}},"required":["path"]},"outputSchema":{"type":"object","properties":{"content":{"type":"string"}}},"annotations":{"readOnlyHint":true}},{"name":"send_email","description":"Send a message to a recipient.","inputSchema":{"type":"object","properties":{"to":{"type":"string"},"body":{"type":"string"}}}}]}}' ;;
    *'"id":2'*)
      printf '%s\n' '{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"# Title\nSome text with https://example.com/page and a number 42.\n"}],"structuredContent":{"content":"# Title\nSome text with https://example.com/page and a number 42.\n"}}}' ;;
    *'"id":3'*)
      printf '%s\n' '{"jsonrpc":"2.0","id":3,"result":{"content":[{"type":"text","text":"DATABASE_PASSWORD=correct-horse-battery-4711\nAPI_TOKEN=zq81hFk2mPd93LsTq7\nPORT=3000\n"}]}}' ;;
    *'"id":'*)
      id=${line##*\"id\":}
      id=${id%%[!0-9]*}
      printf '%s\n' '{"jsonrpc":"2.0","id":'"$id"',"result":{"content":[{"type":"text","text":"done"}]}}' ;;
  esac
done
