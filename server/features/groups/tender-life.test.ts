import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { type Bed, describeOnBoth } from '../../../tests/support/bed.ts'
import {
  type Buying,
  admitAll,
  keepAvailable,
  openHospital,
  openOffers,
  passDeadline,
  passRound,
  publishTender,
} from '../../../tests/support/tendering.ts'
import { sequenceOf } from '../../../tests/support/sequence.ts'
import { type GroupShown, WHOLE } from './schemas.ts'

/** A price that nothing else in the database looks like; each offer adds what tells it apart. */
const PRICE = 48_123_000
const ANY_ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const LOT_THOUSANDS = 2
/** How many tenders are played, and how many steps in each before anything ends it: the embedded database is some times slower. */
const TENDERS: Record<Bed['kind'], number> = { postgres: 3, embedded: 1 }
const STEPS = 20
/** Among these the deadline may pass, or the tender be cancelled. */
const LAST_STEPS = 8

interface Firm {
  id: string
  person: SignedIn
}

/** What a tender has come to, as the database says. */
interface Seen {
  state: string
  isOpen: boolean
  groups: {
    id: string
    leadId: string
    state: 'forming' | 'dissolved'
    version: number
    members: {
      id: string
      role: string
      state: string
      consentedVersion: number | null
      share: number | null
      hasCode: boolean
    }[]
  }[]
  /** What partners have sent to their leads, under seal. */
  prices: { groupId: string; organisationId: string; version: number }[]
  offers: {
    id: string
    organisationId: string
    groupId: string | null
    state: string
    version: number
    groupVersion: number | null
  }[]
}

describeOnBoth('the life of a tender with two groups that share a member', bed => {
  let api: Api
  let buying: Buying
  let firms: Firm[] = []
  let sealed = 0

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buying = await openHospital(api)
    await keepAvailable(bed.db())
    firms = []
    for (const name of ['Rose', 'Bleuette', 'Sabine', 'Lou']) {
      const person = await api.person(name)
      const id = await api.organisation({ name: `Maison ${name}`, roles: ['firm'] })
      await api.join(person, id, 'owner')
      firms.push({ id, person })
    }
  })
  afterAll(() => api.close())

  const firmAt = (at: number): Firm => {
    const firm = firms[at]
    if (!firm) throw new Error(`there is no firm ${at}`)
    return firm
  }
  const [first, second, shared, alone] = [0, 1, 2, 3]

  async function look(tender: string): Promise<Seen> {
    const { state, isOpen } = await bed
      .db()
      .selectFrom('tender')
      .select('state')
      .select(sql<boolean>`state = 'published' and deadline > clock_timestamp()`.as('isOpen'))
      .where('id', '=', tender)
      .executeTakeFirstOrThrow()
    const groups = await bed
      .db()
      .selectFrom('bidderGroup')
      .selectAll()
      .where('tenderId', '=', tender)
      .execute()
    const members = await bed
      .db()
      .selectFrom('bidderGroupMember as one')
      .leftJoin('bidderGroupPart as part', join =>
        join
          .onRef('part.groupId', '=', 'one.groupId')
          .onRef('part.organisationId', '=', 'one.organisationId'),
      )
      .select(['one.groupId', 'one.organisationId as id', 'one.role', 'one.state', 'one.consentedVersion'])
      .select(['part.share', sql<boolean>`one.public_key is not null`.as('hasCode')])
      .execute()
    const prices = await bed
      .db()
      .selectFrom('bidderGroupPrice')
      .innerJoin('bidderGroup', 'bidderGroup.id', 'groupId')
      .select(['groupId', 'organisationId', 'bidderGroupPrice.version'])
      .where('tenderId', '=', tender)
      .execute()
    const offers = await bed.db().selectFrom('offer').selectAll().where('tenderId', '=', tender).execute()
    return {
      state,
      isOpen,
      groups: groups.map(({ id, leadId, state: stands, version }) => ({
        id,
        leadId,
        state: stands,
        version,
        members: members.filter(({ groupId }) => groupId === id),
      })),
      prices,
      offers,
    }
  }

  const ledBy = ({ groups }: Seen, { id }: Firm) =>
    groups.find(({ leadId, state }) => leadId === id && state === 'forming')
  const isAgreed = ({ version, members }: Seen['groups'][number]) =>
    members.every(one => one.role !== 'partner' || one.consentedVersion === version)

  /** What is never otherwise, whatever was done before. */
  function expectLawful(seen: Seen, before: Seen) {
    for (const group of seen.groups.filter(({ state }) => state === 'forming')) {
      const partners = group.members.filter(({ role }) => role === 'partner')
      expect(partners.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBe(WHOLE)
      expect(partners.some(({ id }) => id === group.leadId)).toBe(true)
    }
    const leads = seen.groups.filter(({ state }) => state === 'forming').map(({ leadId }) => leadId)
    expect(new Set(leads).size).toBe(leads.length)
    for (const offer of seen.offers.filter(({ state }) => ['sealed', 'opened'].includes(state))) {
      if (offer.groupId === null) continue
      const group = seen.groups.find(({ id }) => id === offer.groupId)
      // What counts was sealed for the composition that stands, and each partner agrees with it.
      expect([group?.state, group?.version, group && isAgreed(group)]).toEqual([
        'forming',
        offer.groupVersion,
        true,
      ])
    }
    for (const { groupId, organisationId, version } of seen.prices) {
      const group = seen.groups.find(({ id }) => id === groupId)
      if (group?.state !== 'forming') continue
      // What a partner asks was asked for the composition that stands, and the partner is of it still.
      const sender = group.members.find(({ id }) => id === organisationId)
      expect([group.version, sender?.role, sender?.state]).toEqual([version, 'partner', 'consented'])
    }
    // From the deadline on no composition changes.
    expect(before.isOpen ? before.groups : seen.groups).toEqual(before.groups)
    const never = seen.state === 'opened' ? 'sealed' : 'opened'
    expect(seen.offers.map(({ state }) => state)).not.toContain(never)
  }

  interface About {
    tender: string
  }
  type Model = Record<string, never>
  /** Takes a step; what it answers is foreseen where `foresee` says so, and never a fault of the server. */
  const step = (
    name: string,
    take: (about: About, seen: Seen) => Promise<{ answer: Answer; foreseen?: boolean } | null>,
  ): fc.AsyncCommand<Model, About> => ({
    check: () => true,
    toString: () => name,
    async run(_model, about) {
      const before = await look(about.tender)
      const taken = await take(about, before)
      if (taken === null) return
      const { answer, foreseen } = taken
      expect([name, answer.statusCode < 500]).toEqual([name, true])
      if (foreseen !== undefined) expect([name, answer.statusCode < 300]).toEqual([name, foreseen])
      expectLawful(await look(about.tender), before)
    },
  })

  const composition = (lead: Firm, other: Firm, share: number) => ({
    form: 'conjoint',
    shows: 'own',
    members: [
      { organisationId: lead.id, role: 'partner', parts: [{ lot: 1, share: WHOLE - share, work: '' }] },
      { organisationId: other.id, role: 'partner', parts: [{ lot: 1, share, work: '' }] },
    ],
  })
  const leads = fc.constantFrom(first, second)
  const share = fc.constantFrom(1, 2500, 4000, WHOLE)

  const steps: fc.Arbitrary<fc.AsyncCommand<Model, About>>[] = [
    fc.tuple(leads, share).map(([at, part]) =>
      step(`form(${at}, ${part})`, async ({ tender }, seen) => {
        const lead = firmAt(at)
        const path = `/api/organisations/${lead.id}/tenders/${tender}/groups`
        const answer = await lead.person.call('POST', path, composition(lead, firmAt(shared), part))
        // A partner makes a part: the whole leaves none for the lead.
        return { answer, foreseen: seen.isOpen && !ledBy(seen, lead) && part < WHOLE }
      }),
    ),
    fc
      .tuple(leads, share, fc.constantFrom(shared, shared, alone), fc.boolean())
      .map(([at, part, who, stale]) =>
        step(`change(${at}, ${part}, ${who}, ${stale})`, async (_about, seen) => {
          const lead = firmAt(at)
          const group = ledBy(seen, lead)
          if (!group) return null
          const version = group.version + (stale ? 1 : 0)
          const body = { version, ...composition(lead, firmAt(who), part) }
          const answer = await lead.person.call(
            'PUT',
            `/api/organisations/${lead.id}/groups/${group.id}`,
            body,
          )
          return { answer, foreseen: seen.isOpen && !stale && part < WHOLE }
        }),
      ),
    ...[leads, leads].map(asked =>
      fc.tuple(asked, fc.constantFrom(shared, alone, second)).map(([at, who]) =>
        step(`consent(${at}, ${who})`, async (_about, seen) => {
          const group = ledBy(seen, firmAt(at))
          const { id, person } = firmAt(who)
          if (!group) return null
          const own = group.members.find(member => member.id === id)
          const body = { version: group.version, code: 'fil de trame' }
          const answer = await person.call(
            'POST',
            `/api/organisations/${id}/groups/${group.id}/consent`,
            body,
          )
          const may = own !== undefined && own.state !== 'declined' && id !== group.leadId
          return { answer, foreseen: seen.isOpen && may }
        }),
      ),
    ),
    leads.map(at =>
      step(`leave(${at})`, async (_about, seen) => {
        const group = ledBy(seen, firmAt(at))
        const { id, person } = firmAt(shared)
        const own = group?.members.find(member => member.id === id)
        if (!group || !own) return null
        const path = `/api/organisations/${id}/groups/${group.id}/leave`
        const answer = await person.call('POST', path, { reason: 'Non.' })
        return { answer, foreseen: seen.isOpen && own.state !== 'declined' }
      }),
    ),
    leads.map(at =>
      step(`dissolve(${at})`, async (_about, seen) => {
        const { id, person } = firmAt(at)
        const group = ledBy(seen, firmAt(at))
        if (!group) return null
        const path = `/api/organisations/${id}/groups/${group.id}/dissolve`
        return {
          answer: await person.call('POST', path, { version: group.version }),
          foreseen: seen.isOpen,
        }
      }),
    ),
    ...[leads, leads].map(sending =>
      fc.tuple(sending, fc.boolean()).map(([at, stale]) =>
        step(`seal(${at}, ${stale})`, async ({ tender }, seen) => {
          const lead = firmAt(at)
          const group = ledBy(seen, lead)
          if (!group) return null
          const [other] = group.members.filter(({ id }) => id !== lead.id)
          const price = PRICE + ++sealed
          const before = seen.offers.find(({ groupId }) => groupId === group.id)
          const answer = await offer(tender, lead, {
            groupId: group.id,
            version: stale ? 99 : (before?.version ?? null),
            price,
            parts: [
              { memberId: lead.id, cents: LOT_THOUSANDS * price - 1 },
              { memberId: other?.id ?? '', cents: 1 },
            ],
          })
          return { answer, foreseen: seen.isOpen && isAgreed(group) && !stale }
        }),
      ),
    ),
    leads.map(at =>
      step(`ask(${at})`, async (_about, seen) => {
        const { id, person } = firmAt(at)
        const group = ledBy(seen, firmAt(at))
        if (!group) return null
        const path = `/api/organisations/${id}/groups/${group.id}/code`
        return { answer: await person.call('PUT', path, { code: 'fil de chaîne' }), foreseen: seen.isOpen }
      }),
    ),
    fc.tuple(leads, fc.constantFrom(shared, shared, alone)).map(([at, who]) =>
      step(`price(${at}, ${who})`, async (_about, seen) => {
        const { id, person } = firmAt(who)
        const group = ledBy(seen, firmAt(at))
        if (!group) return null
        const own = group.members.find(member => member.id === id)
        const lead = group.members.find(member => member.id === group.leadId)
        const body = { version: group.version, lots: [{ number: 1, cents: PRICE + ++sealed }], note: '' }
        const path = `/api/organisations/${id}/groups/${group.id}/asked-price`
        const answer = await person.call('PUT', path, body)
        const agrees = own?.state === 'consented' && own.consentedVersion === group.version
        return { answer, foreseen: seen.isOpen && agrees && (lead?.hasCode ?? false) }
      }),
    ),
    fc.constantFrom(alone, shared).map(at =>
      step(`alone(${at})`, async ({ tender }, seen) => {
        const firm = firmAt(at)
        const before = seen.offers.find(one => one.groupId === null && one.organisationId === firm.id)
        const price = PRICE + ++sealed
        const answer = await offer(tender, firm, { groupId: null, version: before?.version ?? null, price })
        return { answer, foreseen: seen.isOpen }
      }),
    ),
    leads.map(at =>
      step(`withdraw(${at})`, async ({ tender }, seen) => {
        const { id, person } = firmAt(at)
        const own = seen.offers.find(one => one.organisationId === id && one.groupId !== null)
        if (!own) return null
        const body = { groupId: own.groupId, version: own.version }
        const answer = await person.call('POST', `/api/organisations/${id}/offers/${tender}/withdraw`, body)
        return { answer, foreseen: seen.isOpen && own.state === 'sealed' }
      }),
    ),
    fc.constant(
      step('open too early', async ({ tender }, seen) =>
        seen.isOpen ? { answer: await openOffers(buying, tender), foreseen: false } : null,
      ),
    ),
  ]
  const rarely: typeof steps = [
    fc.constant(
      step('deadline', async ({ tender }, seen) => {
        if (!seen.isOpen) return null
        await passDeadline(bed.db(), tender)
        return null
      }),
    ),
    fc.constant(
      step('cancel', async ({ tender }, seen) => {
        const body = { reason: 'Le besoin a disparu.' }
        const answer = await buying.buyer.call('POST', `/api/tenders/${tender}/cancel`, body)
        return { answer, foreseen: seen.state === 'published' }
      }),
    ),
  ]

  function offer(
    tender: string,
    { id, person }: Firm,
    {
      groupId,
      version,
      price,
      parts,
    }: {
      groupId: string | null
      version: number | null
      price: number
      parts?: { memberId: string; cents: number }[]
    },
  ): Promise<Answer> {
    const lot = { number: 1, prices: [price, price], answers: ['', ''], ...(parts && { parts }) }
    return person.call('POST', `/api/organisations/${id}/offers/${tender}`, {
      groupId,
      version,
      code: 'fil à fil 1789',
      declared: true,
      content: { lots: [lot], statement: '' },
    })
  }

  /** No price that begins so is in any row, and no route of a tender tells it to whoever might ask for it. */
  async function expectSealed(tender: string, digits = String(PRICE).slice(0, 5)) {
    const { rows: tables } = await sql<{ name: string }>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) name from information_schema.tables
      where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(bed.db())
    for (const { name } of tables) {
      // An id drawn at random may begin with any digits.
      const { rows } = await sql<{ row: string }>`select t::text row from ${sql.raw(name)} as t
        where regexp_replace(t::text, ${ANY_ID}, '', 'g') ~ ${`\\m${digits}\\d{3}\\M`}`.execute(bed.db())
      expect([name, rows]).toEqual([name, []])
    }
    const groups = (await look(tender)).groups.map(({ id }) => id)
    for (const { id, person } of [...firms, { id: buying.id, person: buying.buyer }])
      for (const path of [
        `/api/tenders/${tender}`,
        `/api/tenders/${tender}/offers`,
        `/api/organisations/${id}/offers/${tender}`,
        `/api/organisations/${id}/tenders/${tender}/groups`,
        ...groups.map(group => `/api/organisations/${id}/groups/${group}`),
        `/api/organisations/${id}/notifications`,
      ]) {
        const { body } = await person.call('GET', path)
        expect([
          path,
          new RegExp(`\\b${digits}\\d{3}\\b`).test(body.replaceAll(new RegExp(ANY_ID, 'g'), '')),
        ]).toEqual([path, false])
      }
  }

  /** Two groups that are agreed, one of which has sealed its offer: most of what may go wrong comes after. */
  async function begin(tender: string) {
    const sharer = firmAt(shared)
    for (const at of [first, second]) {
      const lead = firmAt(at)
      const path = `/api/organisations/${lead.id}/tenders/${tender}/groups`
      const formed = await lead.person.call('POST', path, composition(lead, sharer, 4000))
      const { id: groupId } = formed.json<GroupShown>()
      const consent = { version: 1, code: 'fil de trame' }
      await sharer.person.call('POST', `/api/organisations/${sharer.id}/groups/${groupId}/consent`, consent)
      const asked = { version: 1, lots: [{ number: 1, cents: PRICE + ++sealed }], note: '' }
      await lead.person.call('PUT', `/api/organisations/${lead.id}/groups/${groupId}/code`, {
        code: 'fil de chaîne',
      })
      await sharer.person.call('PUT', `/api/organisations/${sharer.id}/groups/${groupId}/asked-price`, asked)
      const price = PRICE + ++sealed
      const parts = [
        { memberId: lead.id, cents: LOT_THOUSANDS * price - 1 },
        { memberId: sharer.id, cents: 1 },
      ]
      if (at === first) await offer(tender, lead, { groupId, version: null, price, parts })
    }
    const { offers, prices } = await look(tender)
    expect([offers.map(({ state }) => state), prices.length]).toEqual([['sealed'], 2])
  }

  test('leaves no illegal state, and no price is read before the opening', async () => {
    let played = 0
    const mostly = Array.from({ length: 5 }, () => steps).flat()
    // Nothing ends it before most of it is played.
    const sequences = fc
      .tuple(sequenceOf(STEPS, steps), sequenceOf(LAST_STEPS, [...mostly, ...rarely]))
      .map(parts => parts.flat())
    const property = fc.asyncProperty(sequences, async commands => {
      const { id: tender } = await publishTender(buying)
      // Every other tender from nothing.
      if (played % 2 === 0) await begin(tender)
      played += 1
      await fc.asyncModelRun(() => ({ model: {}, real: { tender } }), commands)
      await expectSealed(tender)
      const closed = await look(tender)
      if (closed.state !== 'published') return
      await passDeadline(bed.db(), tender)
      expect((await openOffers(buying, tender)).statusCode).toBe(200)
      const opened = await look(tender)
      expectLawful(opened, await look(tender))
      const counted = ({ offers }: Seen, state: string) =>
        offers.filter(one => one.state === state).map(({ id }) => id)
      expect(counted(opened, 'opened').sort()).toEqual(counted(closed, 'sealed').sort())
      // Opened prices are no secret: they go with the offers, so that the next tender is looked at alone.
      await bed.db().deleteFrom('offer').where('tenderId', '=', tender).execute()
    })
    await fc.assert(property, { numRuns: TENDERS[bed.kind], seed: 20261129, endOnFailure: true })
    expect(played).toBe(TENDERS[bed.kind])
  }, 120_000)

  /** What the offers of a round cost: digits that no other round has. */
  const roundDigits = (round: number) => String(53_910 + round)

  interface Negotiated {
    state: string
    round: number
    isOpen: boolean
    offers: { id: string; organisationId: string; round: number; state: string; version: number }[]
  }
  async function lookAtRounds(tender: string): Promise<Negotiated> {
    const { rows } = await sql<Omit<Negotiated, 'offers'>>`select state, round,
      coalesce(state = 'negotiating' and round_deadline > clock_timestamp(), false) "isOpen"
      from tender where id = ${tender}`.execute(bed.db())
    const [row] = rows
    if (row === undefined) throw new Error('the tender has gone')
    const offers = await bed
      .db()
      .selectFrom('offer')
      .select(['id', 'organisationId', 'round', 'state', 'version'])
      .where('tenderId', '=', tender)
      .orderBy('round')
      .orderBy('id')
      .execute()
    return { ...row, offers }
  }
  /** However one negotiates: each bidder has one offer that stands, and seals one a round at most. */
  function expectNegotiated({ state, round, offers }: Negotiated, bidders: string[]) {
    for (const bidder of bidders) {
      const own = offers.filter(({ organisationId }) => organisationId === bidder)
      expect(own.filter(one => one.state === 'opened').length).toBe(1)
      expect(new Set(own.map(one => one.round)).size).toBe(own.length)
    }
    for (const offer of offers.filter(one => one.state === 'sealed'))
      expect([state, offer.round]).toEqual(['negotiating', round])
    expect(new Set(offers.map(({ organisationId }) => organisationId)).size).toBe(bidders.length)
  }

  /** A step is answered as foreseen, and never by a fault of the server. */
  function expectForeseen(step: unknown[], taken: [Answer, boolean] | null) {
    if (taken === null) return
    const [{ statusCode }, foreseen] = taken
    expect([...step, statusCode < 500, statusCode < 300]).toEqual([...step, true, foreseen])
  }

  test('goes through rounds of negotiation in any order without an illegal state', async () => {
    const { id: tender } = await publishTender(buying, 1, { negotiation: true })
    await begin(tender)
    await offer(tender, firmAt(alone), { groupId: null, version: null, price: PRICE + ++sealed })
    await passDeadline(bed.db(), tender)
    expect((await openOffers(buying, tender)).statusCode).toBe(200)
    await admitAll(buying, tender)
    const bidders = [firmAt(first).id, firmAt(alone).id]
    const [group] = (await look(tender)).groups.filter(({ leadId }) => leadId === firmAt(first).id)
    const groupOf = (at: number) => (at === first ? (group?.id ?? null) : null)
    const versionNow = async () =>
      (await buying.buyer.call('GET', `/api/tenders/${tender}/evaluation`)).json<{ version: number }>()
        .version
    const take: Record<string, (seen: Negotiated, at: number) => Promise<[Answer, boolean] | null>> = {
      invite: async ({ state }) => {
        const deadline = new Date(Date.now() + 3 * 86_400_000).toISOString()
        const body = { version: await versionNow(), points: 'Le prix.', deadline }
        const answer = await buying.buyer.call('POST', `/api/tenders/${tender}/rounds`, body)
        return [answer, state === 'opened']
      },
      seal: async ({ round, isOpen, offers }, at) => {
        const firm = firmAt(at)
        const before = offers.find(one => one.organisationId === firm.id && one.round === round)
        const price = Number(roundDigits(round)) * 1000 + (++sealed % 1000)
        const parts = [
          { memberId: firm.id, cents: LOT_THOUSANDS * price - 1 },
          { memberId: firmAt(shared).id, cents: 1 },
        ]
        const version = round === 1 ? null : (before?.version ?? null)
        const own = { groupId: groupOf(at), version, price, ...(at === first && { parts }) }
        return [await offer(tender, firm, own), isOpen && bidders.includes(firm.id)]
      },
      withdraw: async ({ round, isOpen, offers }, at) => {
        const { id, person } = firmAt(at)
        const own = offers.find(one => one.organisationId === id && one.round === round)
        const body = { groupId: groupOf(at), version: own?.version ?? 1 }
        const answer = await person.call('POST', `/api/organisations/${id}/offers/${tender}/withdraw`, body)
        return [answer, isOpen && own?.state === 'sealed']
      },
      leave: async () => {
        const { id, person } = firmAt(shared)
        const path = `/api/organisations/${id}/groups/${group?.id}/leave`
        return [await person.call('POST', path, { reason: 'Non.' }), false]
      },
      open: async ({ state, isOpen }) => [
        await openOffers(buying, tender),
        state === 'negotiating' && !isOpen,
      ],
      deadline: async ({ isOpen }) => {
        if (isOpen) await passRound(bed.db(), tender)
        return null
      },
    }
    const often = [
      'invite',
      'seal',
      'seal',
      'seal',
      'seal',
      'withdraw',
      'leave',
      'open',
      'deadline',
      'deadline',
    ]
    const steps = fc.sample(fc.tuple(fc.constantFrom(...often), fc.constantFrom(first, alone, second)), {
      numRuns: 30,
      seed: 20261130,
    })
    for (const [name, at] of [['invite', first] as const, ...steps]) {
      const before = await lookAtRounds(tender)
      expectForeseen([name, at], (await take[name]?.(before, at)) ?? null)
      expectNegotiated(await lookAtRounds(tender), bidders)
    }
    // What is sealed last is read by nobody before it is opened, and counts afterwards.
    if ((await lookAtRounds(tender)).state === 'negotiating') {
      await passRound(bed.db(), tender)
      await openOffers(buying, tender)
    }
    for (const [name, at] of [['invite', first] as const, ['seal', first] as const, ['seal', alone] as const])
      expectForeseen([name, at], (await take[name]?.(await lookAtRounds(tender), at)) ?? null)
    const closed = await lookAtRounds(tender)
    const { round } = closed
    expect(closed.offers.filter(one => one.state === 'sealed').length).toBe(2)
    await expectSealed(tender, roundDigits(round))
    await passRound(bed.db(), tender)
    expect((await openOffers(buying, tender)).statusCode).toBe(200)
    const opened = await lookAtRounds(tender)
    expectNegotiated(opened, bidders)
    const stand = ({ offers: all }: Negotiated, state: string) =>
      all.filter(one => one.state === state && one.round === round).map(({ id }) => id)
    expect(stand(opened, 'opened')).toEqual(stand(closed, 'sealed'))
    await bed.db().deleteFrom('offer').where('tenderId', '=', tender).execute()
  }, 120_000)
})
