import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { recordEvent } from '../../events.ts'
import { member, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { checkRules } from './check-rules.ts'
import { readLaw, reviseRule, shippedChanges } from './law.ts'
import { RuleLine, RulesInput } from './schemas.ts'

const tags = ['procedures']

/** Stops a transaction half-way: what it wrote is undone. */
class Stale extends Error {}

/** The table of the law: open to read, kept by the operator. */
export const buyingRuleRoutes: FastifyPluginAsyncTypebox = async app => {
  const list = async () => {
    const { rules } = await readLaw(app.db)
    const shipped = await shippedChanges(app.db)
    return rules.map(rule => ({ ...rule, shipped: shipped.get(rule.id) ?? null }))
  }

  app.get(
    '/api/buying-rules',
    {
      schema: {
        tags,
        summary:
          'The rules by which a procedure is proposed, dated, each with its article and where it was read',
        response: { 200: Type.Array(RuleLine), ...refusals },
      },
    },
    list,
  )

  app.put(
    '/api/organisations/:organisationId/buying-rules',
    {
      schema: {
        tags,
        summary: 'Revise rules, or add some, together; what was chosen by an older revision keeps it',
        description:
          'Send the revision of each that was read, 0 for a new one; where one was revised since, nothing is stored and the table as it is comes back as `current`.',
        params: OrganisationPath,
        body: RulesInput,
        response: { 200: Type.Array(RuleLine), ...refusals },
      },
      preHandler: member('editor', 'operator'),
    },
    async (request, reply) => {
      const { rules } = request.body
      const { organisationId } = request.params
      const faults = checkRules(rules, (await readLaw(app.db)).rules)
      if (faults.length > 0) return reply.refuse(invalid(faults))
      const stored = await app.db
        .transaction()
        .execute(async trx => {
          for (const rule of rules) if (!(await reviseRule(trx, rule))) throw new Stale()
          await recordEvent(trx, {
            verb: 'law.revised',
            actor: personOf(request).id,
            organisationId,
            subjectKind: 'law',
            subjectId: organisationId,
            data: { rules: rules.map(({ id, revision }) => ({ id, revision: revision + 1 })) },
          })
          return true
        })
        .catch((error: unknown) => {
          if (error instanceof Stale) return false
          throw error
        })
      return stored ? list() : reply.refuse({ refused: 'stale-version', current: await list() })
    },
  )
}
