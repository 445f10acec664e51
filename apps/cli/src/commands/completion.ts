import { Argument, type Command } from 'commander'
import { type Io, write } from '../io'

export const completionCommand = (program: Command, io: Io): void => {
  program
    .command('completion')
    .description('print what makes a shell complete these commands')
    .addArgument(new Argument('<shell>').choices(Object.keys(SCRIPTS)))
    .action(async (shell: keyof typeof SCRIPTS) => {
      const words = new Map(wordsOf(program, program.name()))
      await write(io.stdout, SCRIPTS[shell](program.name(), words))
    })
}

/** What may follow each command: its commands, then its options and those of all. */
function* wordsOf(command: Command, path: string): Generator<[string, string[]]> {
  const names = command.commands.map(inner => inner.name())
  const options = command.createHelp().visibleOptions(command)
  const everywhere = command.createHelp().visibleGlobalOptions(command)
  const flags = [...options, ...everywhere].flatMap(({ long }) => (long ? [long] : []))
  yield [path, [...names, ...new Set(flags)]]
  for (const inner of command.commands) yield* wordsOf(inner, `${path} ${inner.name()}`)
}

type Words = Map<string, string[]>

const bash = (
  name: string,
  words: Words,
): string => `# ${name}: put this line into ~/.bashrc:  source <(${name} completion bash)
_${name}() {
  local typed=${name} word next
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next=$(_${name}_words "$typed \${word}") && [ -n "$next" ] && typed="$typed $word"
  done
  COMPREPLY=($(compgen -W "$(_${name}_words "$typed")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
_${name}_words() {
  case "$1" in
${[...words].map(([path, follow]) => `    '${path}') echo '${follow.join(' ')}' ;;`).join('\n')}
  esac
}
complete -o default -F _${name} ${name}
`

const zsh = (name: string, words: Words): string => `#compdef ${name}
# ${name}: put this line into ~/.zshrc, after compinit:  source <(${name} completion zsh)
autoload -U +X bashcompinit && bashcompinit
${bash(name, words).replace(/^#.*\n/, '')}`

const fish = (
  name: string,
  words: Words,
): string => `# ${name}: ${name} completion fish > ~/.config/fish/completions/${name}.fish
function __${name}_path
  set -l path ${name}
  for word in (commandline -opc)[2..]
    contains -- "$path $word" ${[...words.keys()].map(path => `'${path}'`).join(' ')}; and set path "$path $word"
  end
  echo $path
end
${[...words].flatMap(([path, follow]) => follow.map(word => fishRule(name, path, word))).join('\n')}
`

const fishRule = (name: string, path: string, word: string): string => {
  const rule = `complete -c ${name} -n 'test (__${name}_path) = "${path}"'`
  return word.startsWith('--') ? `${rule} -l ${word.slice(2)}` : `${rule} -a ${word}`
}

const SCRIPTS = { bash, zsh, fish }
