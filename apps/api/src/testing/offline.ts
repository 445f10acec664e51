import { openDatabase } from '@ringfence/db/database'
import { generateKeyRing, parseKeyRing } from '@ringfence/db/secrets'
import { createApp } from '../app'
import type { Document } from '../openapi/document'
import { testDeps } from './deps'

/** The app without a database: for what it answers by itself. */
export const offlineApp = async () =>
  createApp(await testDeps(openDatabase('postgres://nobody@127.0.0.1:1/none', parseKeyRing(generateKeyRing()))))

/** The OpenAPI document as it is served. */
export const servedDocument = async (): Promise<Document> => {
  const app = await offlineApp()
  const answer = await app.handle(new Request('http://localhost/swagger/json'))
  if (answer.status !== 200) throw new Error(`The document is not served: ${answer.status}`)
  // The document is made as a Document, in one place.
  return (await answer.json()) as Document
}
