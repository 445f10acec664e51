import { type Fields, type Ids, kindNamed, withoutSecret } from '@ringfence/rig/kinds'
import { type Call, documentedCaller } from './call'
import type { TestServer } from './server'

/** A tenant with one of everything, and who may do anything with it. */
export type World = Ids & { call: Call }

/** A new world, furnished by an owner through the API. */
export const makeWorld = async (server: TestServer, cookie: string): Promise<World> => {
  const call = documentedCaller(server, cookie)
  const tenant = await server.tenant()
  const missing = { id: 0 }
  const bare: World = { call, tenant, extension: missing, queue: missing }
  const extension = await make(bare, 'extension')
  return { ...bare, extension, queue: await make({ ...bare, extension }, 'queue') }
}

/** A new record of a kind, without what is shown only once. Throws when it was not created. */
export const make = async (world: World, name: string, fields: Fields = {}): Promise<{ id: number } & Fields> => {
  const kind = kindNamed(name)
  const agent = name === 'queue agent' ? { extension_id: (await make(world, 'extension')).id } : {}
  const json = { ...kind.body(world), ...agent, ...fields }
  const answer = await world.call<{ id: number } & Fields>('POST', kind.path, { json })
  if (answer.status !== 201) throw new Error(`The ${name} was not created: ${answer.text}`)
  return withoutSecret(answer.body.data)
}
