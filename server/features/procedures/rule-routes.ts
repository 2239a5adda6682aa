import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parisDate } from '../../paris-date.ts'
import { member, pathParameter, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { refusals } from '../../problems/problem.ts'
import { OrganisationPath } from '../../schemas.ts'
import { checkLimits } from './check-limits.ts'
import { checkRules } from './check-rules.ts'
import {
  lockLaw,
  readLaw,
  readRevisions,
  type Revised,
  reviseLimit,
  reviseRule,
  shippedLimits,
  shippedRules,
} from './law.ts'
import { effectOf, lawWith } from './effect.ts'
import { storeRevisions } from './store.ts'
import {
  LawEffectInput,
  LawEffectSchema,
  LawRevisionSchema,
  LimitLine,
  LimitsInput,
  RuleLine,
  RulesInput,
} from './schemas.ts'

const tags = ['procedures']

const unrevised = <Content extends object>({ revision: _, ...content }: Revised<Content>) => content

/** The table of the law: open to read, kept by the operator. */
export const buyingRuleRoutes: FastifyPluginAsyncTypebox = async app => {
  const listRules = async () => {
    const { rules } = await readLaw(app.db)
    const shipped = await shippedRules(app.db)
    return rules.map(rule => ({ ...rule, shipped: shipped.get(rule.id) ?? null }))
  }
  const listLimits = async () => {
    const { limits } = await readLaw(app.db)
    const shipped = await shippedLimits(app.db)
    return limits.map(limit => ({ ...limit, shipped: shipped.get(limit.id) ?? null }))
  }

  const by = (request: FastifyRequest) => ({
    personId: personOf(request).id,
    organisationId: pathParameter(request, 'organisationId'),
  })

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
    listRules,
  )

  app.get(
    '/api/buying-limits',
    {
      schema: {
        tags,
        summary: 'Other figures of the law, dated, each with its article and where it was read',
        response: { 200: Type.Array(LimitLine), ...refusals },
      },
    },
    listLimits,
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
      const { rules: revised } = request.body
      const refusal = await app.db.transaction().execute(async trx => {
        const { rules: stored } = await lockLaw(trx)
        const faults = () => checkRules(revised, stored)
        return storeRevisions(trx, by(request), {
          revised,
          stored,
          faults,
          revise: rule => reviseRule(trx, rule),
        })
      })
      if (refusal === null) return listRules()
      return reply.refuse(
        refusal.refused === 'stale-version' ? { ...refusal, current: await listRules() } : refusal,
      )
    },
  )

  app.put(
    '/api/organisations/:organisationId/buying-limits',
    {
      schema: {
        tags,
        summary: 'Revise figures of the law, or add some, together',
        description:
          'Send the revision of each that was read, 0 for a new one; where one was revised since, nothing is stored and the table as it is comes back as `current`.',
        params: OrganisationPath,
        body: LimitsInput,
        response: { 200: Type.Array(LimitLine), ...refusals },
      },
      preHandler: member('editor', 'operator'),
    },
    async (request, reply) => {
      const { limits: revised } = request.body
      const refusal = await app.db.transaction().execute(async trx => {
        const { limits: stored } = await lockLaw(trx)
        const faults = () => checkLimits(revised, stored, parisDate(new Date()))
        return storeRevisions(trx, by(request), {
          revised,
          stored,
          faults,
          revise: limit => reviseLimit(trx, limit),
        })
      })
      if (refusal === null) return listLimits()
      return reply.refuse(
        refusal.refused === 'stale-version' ? { ...refusal, current: await listLimits() } : refusal,
      )
    },
  )

  app.post(
    '/api/organisations/:organisationId/law-effect',
    {
      schema: {
        tags,
        summary: 'What revisions of the law would change of what is going on; nothing is stored',
        description:
          'Needs and drafts are counted, not named: which of them moves would tell what its buyer estimates.',
        params: OrganisationPath,
        body: LawEffectInput,
        response: { 200: LawEffectSchema, ...refusals },
      },
      preHandler: member('editor', 'operator'),
    },
    async (request, reply) => {
      const { rules, limits } = request.body
      const today = parisDate(new Date())
      const law = await readLaw(app.db)
      const faults = [...checkRules(rules, law.rules), ...checkLimits(limits, law.limits, today)]
      if (faults.length > 0) return reply.refuse(invalid(faults))
      return effectOf(app.db, law, lawWith(law, rules.map(unrevised), limits.map(unrevised)), today)
    },
  )

  app.get(
    '/api/organisations/:organisationId/law-revisions',
    {
      schema: {
        tags,
        summary: 'Who revised which rules and figures of the law, and when, the latest first',
        params: OrganisationPath,
        response: { 200: Type.Array(LawRevisionSchema), ...refusals },
      },
      preHandler: member('viewer', 'operator'),
    },
    async () => readRevisions(app.db),
  )
}
