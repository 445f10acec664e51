import { Command } from 'commander'
import { auditCommand } from './commands/audit'
import { cdrCommands } from './commands/cdrs'
import { completionCommand } from './commands/completion'
import { extensionCommands } from './commands/extensions'
import { deviceCommands, queueAgentCommands, queueCommands } from './commands/records'
import { sessionCommands } from './commands/session'
import { tenantCommands } from './commands/tenants'
import type { Io } from './io'

const NOTES = `
Servers:
  The one of --url, of RINGFENCE_URL, of the last login, or http://127.0.0.1:3000. Credentials are kept in
  $XDG_CONFIG_HOME/ringfence/servers.json (~/.config without it), which nobody else may read.

Exit status:
  0 done   1 refused   2 wrong words   3 not signed in   4 server not reachable   130 Ctrl-C
`

/** All commands, over what the process has. */
export const createProgram = (io: Io, version: string): Command => {
  const program = new Command('ringfence')
    .description('The registry behind multi-tenant phone systems, on the command line.')
    .version(version)
    .option('--url <url>', 'the server to talk to (RINGFENCE_URL)')
    .option('--token <token>', 'an API token for this command; other users see it: better in RINGFENCE_TOKEN')
    .option('--json', 'print the data of the API, lists as one object a line')
    .addHelpText('after', NOTES)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: text => io.stdout.write(text), writeErr: text => io.stderr.write(text) })
    .showHelpAfterError('"ringfence --help" lists the commands, and each command takes --help too.')
    .exitOverride()
  sessionCommands(program, io)
  extensionCommands(program, io)
  tenantCommands(program, io)
  deviceCommands(program, io)
  queueCommands(program, io)
  queueAgentCommands(program, io)
  cdrCommands(program, io)
  auditCommand(program, io)
  completionCommand(program, io)
  return program
}
