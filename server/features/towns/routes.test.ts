import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problems } from '../../plugins/problems.ts'
import { validation } from '../../plugins/validation.ts'
import { townRoutes } from './routes.ts'

let app: FastifyInstance
const find = (query: string) =>
  app.inject({ url: `/api/towns?${query}`, headers: { 'accept-language': 'en' } })

beforeAll(async () => {
  app = Fastify()
  await app.register(problems)
  await app.register(validation)
  await app.register(townRoutes)
})
afterAll(() => app.close())

test('a commune is found by the beginning of its name, without accents, and by postal code', async () => {
  const [laroque] = (await find('query=laroque d olmes')).json<{ code: string }[]>()
  expect(laroque).toMatchObject({ name: "Laroque-d'Olmes", department: '09', postalCodes: ['09600'] })
  expect((await find('query=09600&limit=50')).json()).toContainEqual(laroque)
})

test('no more communes come than asked for', async () => {
  expect((await find('query=saint')).json()).toHaveLength(10)
  expect((await find('query=saint&limit=3')).json()).toHaveLength(3)
})

test.each([
  '',
  'query=',
  'query=foix&limit=0',
  'query=foix&limit=1000',
  'query=foix%00',
  'query=foix&limit=x',
])('a question that makes no sense is refused: %j', async query => {
  const answer = await find(query)
  expect(answer.statusCode).toBe(422)
  expect(answer.json<{ title: string }>().title).toBe('Some fields need correcting')
})
