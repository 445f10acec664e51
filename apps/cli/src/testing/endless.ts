export type Endless = {
  url: string
  /** Resolves when the first request came. */
  asked: Promise<void>
  close(): void
}

/** A server that begins to answer, and either breaks off or never comes to an end. */
export const endlessServer = ({ breaksOff }: { breaksOff: boolean }): Endless => {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  const listener = Bun.listen({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      data(socket) {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\ntransfer-encoding: chunked\r\n\r\n3\r\na,b\r\n')
        if (breaksOff) socket.end()
        resolve()
      },
    },
  })
  return { url: `http://127.0.0.1:${listener.port}`, asked, close: () => listener.stop(true) }
}
