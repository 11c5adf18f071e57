"""Runs a command on a terminal of its own: terminal.py AWAITED COMMAND ARG...

Prints what the command says there. Types Ctrl-D once AWAITED has been said; ends with "exit CODE".
"""

import os
import pty
import select
import signal
import sys

PATIENCE_SECONDS = 60
CTRL_D = b"\x04"

awaited, command = sys.argv[1].encode(), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

said, typed = b"", False
while True:
    readable, _, _ = select.select([terminal], [], [], PATIENCE_SECONDS)
    if not readable:
        os.kill(pid, signal.SIGKILL)
        break
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    said += part
    if not typed and awaited in b" ".join(said.split()):
        os.write(terminal, CTRL_D)
        typed = True
_, status = os.waitpid(pid, 0)
sys.stdout.write(said.decode("utf-8", "replace").replace("\r\n", "\n"))
sys.stdout.write(f"\nexit {os.waitstatus_to_exitcode(status)}\n")
