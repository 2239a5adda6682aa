import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { parisDate } from '../../paris-date.ts'
import { refusals } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { makeableOf } from '../firms/page.ts'
import { readerOf } from '../search/queries.ts'
import { demandFor } from './demand.ts'
import { cardsOf, firmsAbout } from './firms.ts'
import { ItemMarketSchema, ItemPath, MachineMarketSchema, MachineTypePath } from './schemas.ts'

/** What the market knows of a thing of the catalogue: who makes or has it, and who asks for it. */
export const marketRoutes: FastifyPluginAsyncTypebox = async app => {
  const tags = ['market']

  /** Products in whose work a machine takes part, by any of its processes. */
  function productsOf(machineType: string): string[] {
    const { catalogue } = app
    const machine = catalogue.machineTypes.find(({ id }) => id === machineType)
    const processes = new Set(machine?.processes.map(({ process }) => process))
    const { items } = knownIn(catalogue)
    const made = catalogue.recipes
      .filter(({ operations }) =>
        operations.some(({ methods }) => methods.some(one => processes.has(one.process))),
      )
      .map(({ item }) => item)
    return [...new Set(made)].filter(id => items.get(id)?.kind === 'product' && !items.get(id)?.historic)
  }

  app.get(
    '/api/items/:itemId/market',
    {
      schema: {
        tags,
        summary: 'Who could make a product, component or material, and who asks for it',
        params: ItemPath,
        response: { 200: ItemMarketSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { itemId } = request.params
      const { catalogue } = app
      const item = knownIn(catalogue).items.get(itemId)
      if (item === undefined) return reply.refuse('not-found')
      const reader = await readerOf(app.db, request.person?.id ?? null)
      const { firms, more } = await firmsAbout(app, `product/${itemId}`, reader)
      const makeable = firms.map(firm => ({ firm, ...makeableOf(firm, app.documents) }))
      const now = makeable.filter(one => one.now.includes(itemId))
      const reoriented = makeable.filter(one => one.reoriented.includes(itemId))
      const subjects = { items: [itemId], families: item.family === null ? [] : [item.family] }
      return {
        now: now.flatMap(({ firm }) => cardsOf(firm, {})),
        reoriented: reoriented.flatMap(({ firm }) => cardsOf(firm, {})),
        more,
        demand: await demandFor(app.db, subjects, reader, parisDate(new Date())),
        steps: catalogue.recipes
          .filter(recipe => recipe.item === itemId)
          .flatMap(recipe =>
            recipe.operations.map(({ id, methods }) => ({
              recipe: recipe.id,
              operation: id,
              processes: methods.map(({ process }) => process),
            })),
          ),
      }
    },
  )

  app.get(
    '/api/machine-types/:machineTypeId/market',
    {
      schema: {
        tags,
        summary: 'Who has a type of machine, what it helps to make, and who asks for that',
        params: MachineTypePath,
        response: { 200: MachineMarketSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { machineTypeId } = request.params
      const { machineTypes, items } = knownIn(app.catalogue)
      if (!machineTypes.has(machineTypeId)) return reply.refuse('not-found')
      const reader = await readerOf(app.db, request.person?.id ?? null)
      const { firms, more } = await firmsAbout(app, `machine/${machineTypeId}`, reader)
      const owners = firms.flatMap(firm => {
        const own = firm.sites
          .flatMap(({ machines }) => machines)
          .filter(({ type }) => type === machineTypeId)
        const count = own.reduce((sum, machine) => sum + machine.count, 0)
        return count === 0 ? [] : cardsOf(firm, { count })
      })
      const products = productsOf(machineTypeId)
      const families = new Set(
        products.map(id => items.get(id)?.family).filter(id => id !== null && id !== undefined),
      )
      const subjects = { items: products, families: [...families] }
      return {
        owners,
        more,
        products,
        demand: await demandFor(app.db, subjects, reader, parisDate(new Date())),
      }
    },
  )
}
