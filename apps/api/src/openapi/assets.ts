import { fileURLToPath } from 'node:url'

export type Asset = { body: Uint8Array<ArrayBuffer>; type: string }

const own = (name: string) => new URL(`./page/${name}`, import.meta.url)
const swaggerUi = (name: string) => new URL(import.meta.resolve(`swagger-ui-dist/${name}`))

/** Every file of the page, and no other. */
const sources: Record<string, { source: () => URL; type: string }> = {
  'swagger-ui-bundle.js': { source: () => swaggerUi('swagger-ui-bundle.js'), type: 'text/javascript; charset=utf-8' },
  'swagger-ui.css': { source: () => swaggerUi('swagger-ui.css'), type: 'text/css; charset=utf-8' },
  'page.js': { source: () => own('page.js'), type: 'text/javascript; charset=utf-8' },
  'page.css': { source: () => own('page.css'), type: 'text/css; charset=utf-8' },
  'icon.svg': { source: () => own('icon.svg'), type: 'image/svg+xml' },
}

const loaded = new Map<string, Promise<Asset>>()

/** A file of the page by its name, read once; undefined when it is none of them. */
export const asset = (name: string): Promise<Asset> | undefined => {
  const known = Object.hasOwn(sources, name) ? sources[name] : undefined
  if (!known) return undefined
  const loading = loaded.get(name) ?? load(known.source(), known.type)
  loaded.set(name, loading)
  return loading
}

/** The page itself. The address of each file carries its content's hash, so that browsers may keep it for ever. */
export const page = async (): Promise<string> => {
  let html = await Bun.file(own('index.html')).text()
  for (const name of Object.keys(sources)) {
    const file = await asset(name)
    if (file)
      html = html.replace(`/swagger/assets/${name}"`, `/swagger/assets/${name}?v=${Bun.hash(file.body).toString(36)}"`)
  }
  return html
}

const load = async (source: URL, type: string): Promise<Asset> => ({
  body: await Bun.file(fileURLToPath(source)).bytes(),
  type,
})
