import { expect, test } from 'bun:test'
import { offlineApp } from '../testing/offline'

const app = await offlineApp()
const get = (path: string) => app.handle(new Request(`http://localhost${path}`))

const page = await (await get('/swagger')).text()
const files = [...page.matchAll(/(?:src|href)="(\/swagger\/assets\/[^"]+)"/g)].flatMap(([, address]) => address ?? [])

test('the root leads to the page', async () => {
  const answer = await get('/')
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('/swagger')
})

test('the page is HTML under a policy that lets it load from here alone', async () => {
  const answer = await get('/swagger')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const policy = answer.headers.get('content-security-policy')
  expect(policy).toStartWith("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:")
  expect(page).toContain('<title>Ringfence</title>')
  expect(page).not.toMatch(/https?:|<script(?![^>]*src=)[^>]*>|\son\w+=/)
})

test('every file of the page is there, to be kept for ever', async () => {
  expect(files.length).toBe(5)
  for (const file of files) {
    const answer = await get(file)
    expect(answer.status, file).toBe(200)
    expect(answer.headers.get('content-type'), file).toMatch(
      /^(text\/(javascript|css); charset=utf-8|image\/svg\+xml)$/,
    )
    expect(answer.headers.get('cache-control'), file).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('x-content-type-options'), file).toBe('nosniff')
    expect(file).toMatch(/\?v=[a-z0-9]+$/)
    expect((await answer.bytes()).length, file).toBeGreaterThan(100)
  }
})

test('no other file can be had', async () => {
  const names = [
    'package.json',
    'swagger-ui.js.map',
    '..%2Findex.html',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    'constructor',
    '%00',
  ]
  for (const name of names) {
    const answer = await get(`/swagger/assets/${name}`)
    expect(answer.status, name).toBe(404)
    expect(await answer.json()).toEqual({ message: 'There is nothing at this address.', code: 'unknown_route' })
  }
})

test('the document is JSON, and names the cookie of this server and the header of a token', async () => {
  const answer = await get('/swagger/json')
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(await answer.json()).toMatchObject({
    openapi: '3.0.3',
    info: { title: 'Ringfence' },
    security: [{ session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'ringfence' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  })
})
