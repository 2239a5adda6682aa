import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { recordEvent } from '../../events.ts'
import { member, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { type Refusal, refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { checkRules } from './check-rules.ts'
import { lockRules, readLaw, reviseRule, shippedChanges } from './law.ts'
import { RuleLine, RulesInput } from './schemas.ts'

const tags = ['procedures']

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
      const refusal = await app.db.transaction().execute(async (trx): Promise<Refusal | null> => {
        const stored = await lockRules(trx)
        const revisionOf = new Map(stored.map(({ id, revision }) => [id, revision]))
        if (rules.some(({ id, revision }) => (revisionOf.get(id) ?? 0) !== revision))
          return { refused: 'stale-version' }
        const faults = checkRules(rules, stored)
        if (faults.length > 0) return invalid(faults)
        for (const rule of rules) await reviseRule(trx, rule)
        await recordEvent(trx, {
          verb: 'law.revised',
          actor: personOf(request).id,
          organisationId,
          subjectKind: 'law',
          subjectId: organisationId,
          data: { rules: rules.map(({ id, revision }) => ({ id, revision: revision + 1 })) },
        })
        return null
      })
      if (refusal === null) return list()
      return reply.refuse(
        refusal.refused === 'stale-version' ? { ...refusal, current: await list() } : refusal,
      )
    },
  )
}
