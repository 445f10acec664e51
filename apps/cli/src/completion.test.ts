import { expect, test } from 'bun:test'
import type { Command } from 'commander'
import type { Io } from './io'
import { createProgram } from './program'
import { makeHome } from './testing/command'

/** What bash offers behind these words. */
const offered = async (...words: string[]): Promise<string[]> => {
  const home = makeHome()
  const { out } = await home.run(['completion', 'bash'])
  home.remove()
  const line = ['ringfence', ...words]
  const script = `${out}\nCOMP_WORDS=(${line.map(word => `'${word}'`).join(' ')}) COMP_CWORD=${words.length}\n_ringfence\necho "\${COMPREPLY[@]}"`
  const bash = Bun.spawn(['bash', '-c', script], { stdout: 'pipe' })
  return (await bash.stdout.text()).trim().split(' ')
}

test('bash completes commands, those within them, and options', async () => {
  expect(await offered('ext')).toEqual(['extensions'])
  expect(await offered('extensions', 'secret', 'r')).toEqual(['reveal', 'rotate'])
  expect(await offered('tenants', 'create', '--ti')).toEqual(['--timezone'])
  expect(await offered('extensions', 'list', '--search', 'x', '--js')).toEqual(['--json'])
  expect(await offered('tenants', 'no-such', '--casc')).toEqual([''])
})

test('zsh and fish get a script, other shells a list of what there is', async () => {
  const home = makeHome()
  expect((await home.run(['completion', 'zsh'])).out).toStartWith('#compdef ringfence\n')
  const fish = (await home.run(['completion', 'fish'])).out
  expect(fish).toContain(`complete -c ringfence -n 'test (__ringfence_path) = "ringfence extensions"' -a list\n`)
  expect(fish).toContain(`complete -c ringfence -n 'test (__ringfence_path) = "ringfence extensions list"' -l search\n`)
  const { status, error } = await home.run(['completion', 'tcsh'])
  expect([status, error]).toEqual([2, expect.stringContaining('Allowed choices are bash, zsh, fish.')])
  home.remove()
})

test('every command says what it does, and every option what it is for', () => {
  const { stdin, stdout, stderr } = process
  const io: Io = { stdin, stdout, stderr, env: {}, signal: new AbortController().signal }
  const silent = (command: Command): string[] => [
    ...(command.description() === '' ? [command.name()] : []),
    ...command.options.filter(({ description }) => description === '').map(({ flags }) => `${command.name()} ${flags}`),
    ...command.commands.flatMap(silent),
  ]
  expect(silent(createProgram(io, '1.0.0'))).toEqual([])
})
