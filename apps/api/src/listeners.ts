import { dlopen, ptr } from 'bun:ffi'
import { closeSync, openSync, readdirSync } from 'node:fs'
import { StartError } from './explain'

/*
 * Of several processes on one port (SO_REUSEPORT) the kernel gives each new connection to one, and resets what still waits for
 * a listener that closes. So a listener first turns new connections away, who come again elsewhere, and closes when those that
 * had begun are accepted. Neither Bun nor Node can say that to the kernel. Linux only.
 */

const SOL_SOCKET = 1
const SO_ATTACH_FILTER = 26
const SO_ACCEPTCONN = 30
const IPPROTO_TCP = 6
const TCP_DEFER_ACCEPT = 9

/** Longer than a round trip to most clients; a turned-away client comes again after a second. */
const SETTLING_MILLISECONDS = 250

/** In the kernel's filter language, on a TCP header: drop what has SYN set in its flags, byte 13, and pass the rest. */
const DROP_SYN = [
  { code: 0x30, onTrue: 0, onFalse: 0, value: 13 },
  { code: 0x45, onTrue: 0, onFalse: 1, value: 0x02 },
  { code: 0x06, onTrue: 0, onFalse: 0, value: 0 },
  { code: 0x06, onTrue: 0, onFalse: 0, value: 0xffffffff },
]

/**
 * Accepts connections as soon as they are made: Bun lets the kernel hold them until they send something, and a held one is reset
 * with its listener. Call it once listening. Throws StartError on a libc that is not glibc.
 */
export const acceptAtOnce = (): void => {
  for (const listener of listeners()) setOption(listener, IPPROTO_TCP, TCP_DEFER_ACCEPT, new Uint8Array(4))
}

/** Closes every listener of this process; no connection is lost, those that are open stay so. */
export const closeListeners = async (): Promise<void> => {
  const open = listeners()
  for (const listener of open) setOption(listener, SOL_SOCKET, SO_ATTACH_FILTER, program(DROP_SYN))
  await Bun.sleep(SETTLING_MILLISECONDS)
  // Bun closes the number itself later, so something harmless takes its place.
  const nothing = openSync('/dev/null', 'r')
  for (const listener of open) libc().dup2(nothing, listener)
  closeSync(nothing)
}

const open = () => {
  try {
    return dlopen('libc.so.6', {
      getsockopt: { args: ['i32', 'i32', 'i32', 'ptr', 'ptr'], returns: 'i32' },
      setsockopt: { args: ['i32', 'i32', 'i32', 'ptr', 'u32'], returns: 'i32' },
      dup2: { args: ['i32', 'i32'], returns: 'i32' },
    }).symbols
  } catch {
    throw new StartError('several processes on one port need Linux with glibc: set WORKERS to 1.')
  }
}

let opened: ReturnType<typeof open> | undefined
const libc = () => (opened ??= open())

const listeners = (): number[] =>
  readdirSync('/proc/self/fd')
    .map(Number)
    .filter(descriptor => {
      const answer = new Int32Array(1)
      const size = new Uint32Array([answer.byteLength])
      const status = libc().getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, ptr(answer), ptr(size))
      return status === 0 && answer[0] === 1
    })

const setOption = (descriptor: number, level: number, name: number, value: Uint8Array): void => {
  if (libc().setsockopt(descriptor, level, name, ptr(value), value.byteLength) !== 0)
    throw new Error(`The listener does not take option ${name}.`)
}

/** `struct sock_fprog`: a length, and where the instructions are. They must not move before the kernel has read them. */
const program = (instructions: typeof DROP_SYN): Uint8Array => {
  const code = new DataView(keptCode.buffer)
  for (const [index, { code: operation, onTrue, onFalse, value }] of instructions.entries()) {
    code.setUint16(index * 8, operation, true)
    code.setUint8(index * 8 + 2, onTrue)
    code.setUint8(index * 8 + 3, onFalse)
    code.setUint32(index * 8 + 4, value, true)
  }
  const head = new DataView(new ArrayBuffer(16))
  head.setUint16(0, instructions.length, true)
  head.setBigUint64(8, BigInt(ptr(keptCode)), true)
  return new Uint8Array(head.buffer)
}

const keptCode = new Uint8Array(DROP_SYN.length * 8)
