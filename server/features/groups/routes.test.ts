import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Answer,
  type Api,
  openApi,
  type Problem,
  sendDocument,
  type SignedIn,
} from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, sewingWorkshop } from '../../../tests/support/examples.ts'
import {
  admitAll,
  type Buying,
  fieldsOf,
  keepAvailable,
  openHospital,
  openOffers,
  passDeadline,
  publishTender,
} from '../../../tests/support/tendering.ts'
import type { ContractShown } from '../contracts/schemas.ts'
import type { DocumentShown } from '../documents/schemas.ts'
import type { EvaluationShown, OwnDecision } from '../evaluation/schemas.ts'
import type { About, Conversation, ThreadShown } from '../messages/schemas.ts'
import type { OfferInput, OwnOffer } from '../offers/schemas.ts'
import type { OpenedOffer } from '../openings/schemas.ts'
import type { TenderShown } from '../tenders/schemas.ts'
import type { Wait } from '../today/schemas.ts'
import type { Candidate, Composition, GroupShown, PriceCopy } from './schemas.ts'

/** Cents for a thousand: a lot of 2,000 costs twice as much. */
const PRICE = 48_123_457

interface Firm {
  id: string
  person: SignedIn
}

describeOnDatabase('a group of firms', bed => {
  let api: Api
  let buying: Buying
  let weaver: Firm
  let sewer: Firm
  let braider: Firm
  let sheltered: Firm

  const at = ({ id }: Firm, group: string) => `/api/organisations/${id}/groups/${group}`
  const part = (lot: number, share: number | null = null, work = 'Couture') => ({ lot, share, work })
  const partner = ({ id }: Firm, ...parts: Composition['members'][number]['parts']) => ({
    organisationId: id,
    role: 'partner' as const,
    parts,
  })
  /** The weaver leads and makes 60 % of lot 1, the sewer 40 %, and the braider sells them elastic. */
  const composed = (differs: Partial<Composition> = {}): Composition => ({
    form: 'conjoint',
    shows: 'own',
    members: [
      partner(weaver, part(1, 6000, 'Tissage')),
      partner(sewer, part(1, 4000)),
      { organisationId: braider.id, role: 'supplier', parts: [part(1, null, 'Élastique')] },
    ],
    ...differs,
  })
  const form = (tender: string, differs: Partial<Composition> = {}, lead = weaver) =>
    lead.person.call('POST', `/api/organisations/${lead.id}/tenders/${tender}/groups`, composed(differs))
  const formed = async (tender: string, differs: Partial<Composition> = {}, lead = weaver) => {
    const answer = await form(tender, differs, lead)
    expect(fieldsOf(answer)).toEqual([201])
    return answer.json<GroupShown>().id
  }
  const read = async (firm: Firm, group: string) =>
    (await firm.person.call('GET', at(firm, group))).json<GroupShown>()
  const consent = (firm: Firm, group: string, version = 1, code: string | null = 'fil de trame') =>
    firm.person.call('POST', `${at(firm, group)}/consent`, { version, code })
  const leave = (firm: Firm, group: string) =>
    firm.person.call('POST', `${at(firm, group)}/leave`, { reason: 'Plus de capacité.' })
  const change = (group: string, version: number, differs: Partial<Composition> = {}, lead = weaver) =>
    lead.person.call('PUT', at(lead, group), { version, ...composed(differs) })
  const shared = (weavers: number, sewers: number) => [
    { memberId: weaver.id, cents: weavers },
    { memberId: sewer.id, cents: sewers },
  ]
  const content = (parts = shared(2 * PRICE - 40_000_000, 40_000_000)): OfferInput['content'] => ({
    lots: [{ number: 1, prices: [PRICE, PRICE], answers: ['', 'Cinquante lavages.'], parts }],
    statement: 'Tissé et cousu en Ariège.',
  })
  const alone = (): OfferInput['content'] => ({
    lots: [{ number: 1, prices: [PRICE, PRICE], answers: ['', ''] }],
    statement: '',
  })
  const seal = (tender: string, groupId: string | null, differs: Partial<OfferInput> = {}, firm = weaver) =>
    firm.person.call('POST', `/api/organisations/${firm.id}/offers/${tender}`, {
      groupId,
      version: null,
      code: 'fil à fil 1789',
      declared: true,
      content: content(),
      ...differs,
    })
  const offersOf = async (firm: Firm, tender: string) =>
    (await firm.person.call('GET', `/api/organisations/${firm.id}/offers/${tender}`)).json<OwnOffer[]>()
  const told = ({ id }: Firm, kinds: string) =>
    bed
      .db()
      .selectFrom('notification')
      .select(['kind', 'data'])
      .where('organisationId', '=', id)
      .where('kind', 'like', kinds)
      .orderBy('seq')
      .execute()
  const toldTo = async (firm: Firm) =>
    (await told(firm, 'group-%')).map(({ kind, data }) => [
      kind,
      'happened' in data ? data.happened : null,
      'offerVoid' in data && data.offerVoid,
    ])
  /** What waits for a firm around a tender. */
  const waits = async ({ person, id }: Firm, tender: string) =>
    (await person.call('GET', `/api/organisations/${id}/waiting`))
      .json<Wait[]>()
      .filter(wait => wait.tender.id === tender)
  /** The tables that hold one of these texts, in the clear or as bytes. */
  async function rowsHolding(texts: string[]): Promise<string[]> {
    const { rows: tables } = await sql<{ name: string }>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) name from information_schema.tables
      where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(bed.db())
    const looked = texts.flatMap(text => [text, Buffer.from(text).toString('hex')]).map(text => `%${text}%`)
    const holding = []
    for (const { name } of tables) {
      const { rows } =
        await sql`select 1 from ${sql.raw(name)} as t where t::text like any(${looked}::text[])`.execute(
          bed.db(),
        )
      if (rows.length > 0) holding.push(name)
    }
    return holding
  }
  const forget = () => bed.db().deleteFrom('notification').execute()

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buying = await openHospital(api)
    const seat = async (name: string, firm: string): Promise<Firm> => {
      const person = await api.person(name)
      const id = await api.organisation({ name: firm, roles: ['firm'] })
      await api.join(person, id, 'editor')
      return { id, person }
    }
    weaver = await seat('Tristan', 'Tissages du Lez')
    sewer = await seat('Sabine', 'Confection de Foix')
    braider = await seat('Boris', 'Tresses de Mirepoix')
    sheltered = await seat('Elsa', 'Ateliers du Volvestre')
    await bed
      .db()
      .updateTable('organisation')
      .set({ structure: 'esat' })
      .where('id', '=', sheltered.id)
      .execute()
  })
  afterAll(() => api.close())

  test('is formed by its lead, consented to, seals its offer, wins, and is party to the contract', async () => {
    await forget()
    const { id: tender } = await publishTender(buying)
    const group = await formed(tender)
    expect(await toldTo(sewer)).toEqual([['group-invited', null, false]])
    expect(await waits(sewer, tender)).toMatchObject([
      { kind: 'answer', offer: 'none' },
      { kind: 'consent', group: { id: group, lead: 'Tissages du Lez' } },
    ])
    // A partner sees what it consents to; a supplier its own line, and no share of others.
    const seen = await read(sewer, group)
    expect(seen.members.map(({ organisation, state }) => [organisation.name, state])).toEqual([
      ['Tissages du Lez', 'consented'],
      ['Confection de Foix', 'invited'],
      ['Tresses de Mirepoix', 'invited'],
    ])
    expect(seen.power.fr).toContain('chacun s’engage pour sa part seulement')
    expect((await read(braider, group)).members.map(one => one.organisation.name)).toEqual([
      'Tresses de Mirepoix',
    ])
    // Nothing is sealed before each partner has consented to the composition as it is.
    expect(fieldsOf(await seal(tender, group))).toEqual([422, '/groupId'])
    expect(fieldsOf(await consent(sewer, group, 1, null))).toEqual([422, '/code'])
    expect((await consent(sewer, group)).json<GroupShown>()).toMatchObject({
      own: { state: 'consented', answeredBy: 'Sabine' },
      missing: [],
    })
    expect(await waits(sewer, tender)).toMatchObject([{ kind: 'answer', offer: 'group' }])
    expect(fieldsOf(await seal(tender, group, { content: content(shared(2 * PRICE, 1)) }))).toEqual([
      422,
      '/content/lots/0/parts',
    ])
    expect(fieldsOf(await seal(tender, group, { content: alone() }))).toEqual([422, '/content/lots/0/parts'])
    expect(fieldsOf(await seal(tender, null))).toEqual([422, '/content/lots/0/parts'])
    expect(fieldsOf(await seal(tender, group, {}, sewer))).toEqual([422, '/groupId'])
    expect(fieldsOf(await seal(tender, group, {}, sheltered))).toEqual([404])
    const [sealed] = (await seal(tender, group)).json<OwnOffer[]>()
    expect(sealed).toMatchObject({ state: 'sealed', groupId: group, version: 1 })
    // What a firm has of a tender is told to itself alone: whoever is asked to supply reads no more than that it is asked.
    expect(await waits(sewer, tender)).toMatchObject([{ kind: 'answer', offer: 'sealed' }])
    expect((await waits(braider, tender)).map(({ kind, offer }) => [kind, offer])).toEqual([
      ['answer', 'none'],
      ['consent', null],
    ])
    // Its receipt is for each partner; each opens its own price with its own code, and not the others'.
    expect(await offersOf(sewer, tender)).toEqual([sealed])
    expect(await offersOf(braider, tender)).toEqual([])
    const price = (firm: Firm, code: string) => firm.person.call('POST', `${at(firm, group)}/price`, { code })
    expect((await price(sewer, 'fil de trame')).json<PriceCopy>()).toEqual({
      parts: [{ lot: 1, cents: 40_000_000 }],
      whole: null,
    })
    expect(fieldsOf(await price(sewer, 'fil de chaîne'))).toEqual([422, '/code'])
    expect(fieldsOf(await price(braider, 'fil de trame'))).toEqual([422, '/code'])
    expect(fieldsOf(await price(sheltered, 'fil de trame'))).toEqual([404])

    await passDeadline(bed.db(), tender)
    expect((await leave(sewer, group)).json<Problem>().errors?.[0]?.message).toContain('R2142-26')
    expect((await change(group, 1)).statusCode).toBe(409)
    expect((await openOffers(buying, tender)).json<TenderShown>().state).toBe('opened')
    const path = `/api/tenders/${tender}`
    const [offer] = (await buying.buyer.call('GET', `${path}/offers`)).json<OpenedOffer[]>()
    expect(offer?.bidder.name).toBe('Tissages du Lez + Confection de Foix')
    expect(offer?.group?.members.map(({ name, isLead, parts }) => [name, isLead, parts[0]?.share])).toEqual([
      ['Tissages du Lez', true, 6000],
      ['Confection de Foix', false, 4000],
      ['Tresses de Mirepoix', false, null],
    ])
    const place = `${path}/evaluation/offers/${offer?.id}/lots/1`
    await buying.buyer.call('PUT', `${place}/judgement`, { verdict: 'regular', reason: '' })
    const marks = [{ criterion: 1, mark: 80, justification: 'Tenus.' }]
    await buying.buyer.call('PUT', `${place}/marks`, { marks })
    const { version } = await admitAll(buying, tender)
    const choice = { number: 1, offerId: offer?.id, reason: 'Seule offre.' }
    await buying.buyer.call('POST', `${path}/award`, { version, lots: [choice] })
    // The letter is for every partner, and for nobody else.
    const letters = async (firm: Firm) =>
      (
        await firm.person.call('GET', `/api/organisations/${firm.id}/offers/${tender}/decision`)
      ).json<OwnDecision>().letters
    expect(
      [await letters(weaver), await letters(sewer), await letters(braider)].map(all => all.length),
    ).toEqual([1, 1, 0])
    const concluded = await buying.buyer.call('POST', `${path}/conclude`, {
      version: version + 1,
      starts: inDays(0),
      paymentDays: 30,
      items: [],
    })
    const contractId = concluded.json<EvaluationShown>().lots[0]?.award?.contractId
    const contract = (await sewer.person.call('GET', `/api/contracts/${contractId}`)).json<ContractShown>()
    expect(contract.parties.map(({ name, role, isLead, share }) => [name, role, isLead, share])).toEqual([
      ['Tissages du Lez', 'partner', true, 6000],
      ['Confection de Foix', 'partner', false, 4000],
      ['Tresses de Mirepoix', 'supplier', false, null],
    ])
  })

  test('asks its partners again when it changes, and its sealed offer no longer counts', async () => {
    const { id: tender } = await publishTender(buying)
    const group = await formed(tender)
    await consent(sewer, group)
    await consent(braider, group, 1, null)
    await seal(tender, group)
    await forget()
    const shares = [partner(weaver, part(1, 5000)), partner(sewer, part(1, 5000))]
    const [elastic] = composed().members.slice(2)
    const members = elastic ? [...shares, elastic] : shares
    expect((await change(group, 1, { members })).json<GroupShown>()).toMatchObject({
      version: 2,
      missing: [{ field: '/groupId' }],
    })
    expect(await toldTo(sewer)).toEqual([['group-news', 'changed', true]])
    // Whoever is no partner and does what it did is not asked again.
    expect(await toldTo(braider)).toEqual([])
    expect((await offersOf(weaver, tender))[0]?.state).toBe('withdrawn')
    expect((await consent(sewer, group)).json<Problem>().code).toBe('stale-version')
    expect(fieldsOf(await consent(sewer, group, 2))).toEqual([200])
    // Two people of the lead: the older version is told so, and what stands comes along.
    const older = await change(group, 1)
    expect(older.json<Problem>()).toMatchObject({ code: 'stale-version', current: { version: 2 } })
    const [again] = (await seal(tender, group, { version: 2 })).json<OwnOffer[]>()
    expect(again?.state).toBe('sealed')
    const consents = await bed
      .db()
      .selectFrom('bidderGroupConsent')
      .select(['version', 'composition'])
      .where('groupId', '=', group)
      .where('organisationId', '=', sewer.id)
      .orderBy('version')
      .execute()
    expect(consents).toMatchObject([
      { version: 1, composition: { members: [{ parts: [{ share: 6000 }] }, {}, {}] } },
      { version: 2, composition: { members: [{ parts: [{ share: 5000 }] }, {}, {}] } },
    ])
  })

  test('loses its offer with a partner who leaves at the last minute: all are told, and it can be composed anew', async () => {
    const { id: tender } = await publishTender(buying)
    const group = await formed(tender)
    await consent(sewer, group)
    await seal(tender, group)
    await forget()
    expect((await leave(sewer, group)).json<GroupShown>()).toMatchObject({
      own: { state: 'declined', reason: 'Plus de capacité.' },
      members: [{ organisation: { id: sewer.id } }],
    })
    expect(await toldTo(weaver)).toEqual([['group-news', 'left', true]])
    expect((await offersOf(weaver, tender))[0]?.state).toBe('withdrawn')
    expect(await offersOf(sewer, tender)).toEqual([])
    expect(fieldsOf(await seal(tender, group, { version: 2 }))).toEqual([422, '/groupId'])
    const members = [partner(weaver, part(1, 7000)), partner(braider, part(1, 3000))]
    await change(group, 1, { members })
    expect((await sewer.person.call('GET', at(sewer, group))).statusCode).toBe(404)
    await consent(braider, group, 2)
    const parts = [
      { memberId: weaver.id, cents: 2 * PRICE - 1 },
      { memberId: braider.id, cents: 1 },
    ]
    expect(fieldsOf(await seal(tender, group, { version: 2, content: content(parts) }))).toEqual([200])
    // Dissolved by its lead, it has no offer either.
    const dissolved = await weaver.person.call('POST', `${at(weaver, group)}/dissolve`, { version: 2 })
    expect(dissolved.json<GroupShown>().state).toBe('dissolved')
    expect((await offersOf(weaver, tender))[0]?.state).toBe('withdrawn')
    expect((await consent(braider, group, 3)).statusCode).toBe(409)
  })

  test('is refused where its composition is not whole, or names whoever may not be in it', async () => {
    const { id: tender } = await publishTender(buying)
    const faults = (members: Composition['members'], differs: Partial<Composition> = {}) =>
      form(tender, { members, ...differs }).then(fieldsOf)
    const whole = [partner(weaver, part(1, 6000)), partner(sewer, part(1, 4000))]
    expect(await faults([partner(weaver, part(1, 6000)), partner(sewer, part(1, 3999))])).toEqual([
      422,
      '/lots/1',
    ])
    expect(await faults([partner(weaver, part(1, 10_000))])).toEqual([422, '/members'])
    expect(await faults([partner(sewer, part(1, 6000)), partner(braider, part(1, 4000))])).toEqual([
      422,
      '/members',
    ])
    expect(await faults([...whole, partner(sewer, part(1, 1))])).toContain('/members/2/organisationId')
    expect(await faults([...whole, { ...partner(braider, part(2)), role: 'supplier' }])).toEqual([
      422,
      '/members/2/parts/0/lot',
    ])
    expect(await faults([...whole, { ...partner(braider, part(1, 5)), role: 'laboratory' }])).toEqual([
      422,
      '/members/2/parts/0/share',
    ])
    const buyer = { id: buying.id, person: buying.buyer }
    expect(await faults([...whole, { ...partner(buyer, part(1)), role: 'supplier' }])).toEqual([
      422,
      '/members/2/organisationId',
    ])
    expect(await faults(whole, { form: 'solidaire', shows: 'own' })).toEqual([422, '/shows'])
    const stranger = await buying.buyer.call(
      'POST',
      `/api/organisations/${weaver.id}/tenders/${tender}/groups`,
      composed(),
    )
    expect(stranger.statusCode).toBe(404)
    // A firm that hides is neither found nor named.
    const profile = { ...sewingWorkshop, version: 0, audience: 'operator' as const }
    await sheltered.person.call('PUT', `/api/organisations/${sheltered.id}/profile`, profile)
    expect(await faults([...whole.slice(0, 1), partner(sheltered, part(1, 4000))])).toEqual([
      422,
      '/members/1/organisationId',
    ])
    const find = async (name: string) =>
      (
        await weaver.person.call(
          'GET',
          `/api/organisations/${weaver.id}/tenders/${tender}/candidates?name=${encodeURIComponent(name)}`,
        )
      ).json<Candidate[]>()
    expect((await find('confection')).map(({ id }) => id)).toEqual([sewer.id])
    expect(await find('volvestre')).toEqual([])
    expect(await find('tissages')).toEqual([])
    await bed.db().deleteFrom('profile').where('organisationId', '=', sheltered.id).execute()
    // None forms after the end, nor a second one under the same lead.
    await formed(tender)
    const second = await form(tender)
    expect(second.json<Problem>().errors?.[0]?.message).toContain('R2142-23')
    await buying.buyer.call('POST', `/api/tenders/${tender}/cancel`, { reason: 'Le besoin a disparu.' })
    expect((await form(tender, {}, sewer)).statusCode).toBe(409)
  })

  test('of a reserved lot has partners of the structures that it names, and those alone', async () => {
    const { id: tender } = await publishTender(buying, 1, { lot: { reservedFor: ['esat'] } })
    const members = (lead: Firm) => [partner(lead, part(1, 5000)), partner(sewer, part(1, 5000))]
    expect(fieldsOf(await form(tender, { members: members(sheltered) }, sheltered))).toEqual([
      422,
      '/members/1/parts/0/lot',
    ])
    const esat = (id: string, structure: 'esat' | 'company') =>
      bed.db().updateTable('organisation').set({ structure }).where('id', '=', id).execute()
    await esat(sewer.id, 'esat')
    // Whoever supplies them may be anybody.
    const [, , elastic] = composed().members
    const all = elastic ? [...members(sheltered), elastic] : []
    expect(fieldsOf(await form(tender, { members: all }, sheltered))).toEqual([201])
    await esat(sewer.id, 'company')
  })

  test('answers a lot beside another offer of the same firm only where the tender lets it', async () => {
    const firmsOf = async (severalOffers: boolean) => {
      const { id: tender } = await publishTender(buying, 2, { severalOffers })
      const both = (lead: Firm, lot: number) => ({
        members: [partner(lead, part(lot, 5000)), partner(sewer, part(lot, 5000))],
      })
      const first = await formed(tender, both(weaver, 1))
      const second = await formed(tender, both(braider, 1), braider)
      await consent(sewer, first)
      return { tender, first, second }
    }
    const free = await firmsOf(true)
    expect((await consent(sewer, free.second)).json<GroupShown>()).toMatchObject({ besides: 1 })
    expect(fieldsOf(await seal(free.tender, null, { content: alone() }, sewer))).toEqual([200])

    const { tender, first, second } = await firmsOf(false)
    // Only the firm itself is told: neither lead learns in what else it stands.
    expect(fieldsOf(await consent(sewer, second))).toEqual([422, '/version'])
    expect((await read(braider, second)).besides).toBe(0)
    expect(fieldsOf(await seal(tender, null, { content: alone() }, sewer))).toEqual([422, '/content/lots'])
    const otherLot = { ...alone(), lots: alone().lots.map(lot => ({ ...lot, number: 2 })) }
    expect(fieldsOf(await seal(tender, null, { content: otherLot }, sewer))).toEqual([200])
    const onOtherLot = [partner(sewer, part(2, 5000)), partner(weaver, part(2, 5000))]
    expect(fieldsOf(await form(tender, { members: onOtherLot }, sewer))).toEqual([422, '/members'])
    await leave(sewer, first)
    expect(fieldsOf(await consent(sewer, second))).toEqual([200])
  })

  test('of which each answers for the whole shows each the whole price', async () => {
    const { id: tender } = await publishTender(buying)
    const group = await formed(tender, { form: 'solidaire', shows: 'whole' })
    await consent(sewer, group)
    expect(fieldsOf(await seal(tender, group))).toEqual([422, '/content/lots/0/parts'])
    expect(fieldsOf(await seal(tender, group, { content: alone() }))).toEqual([200])
    const price = await sewer.person.call('POST', `${at(sewer, group)}/price`, { code: 'fil de trame' })
    expect(price.json<PriceCopy>().whole).toEqual(alone())
  })

  test('has one room for its partners, which whoever leaves reads no more and whoever joins reads from then on', async () => {
    const { id: tender } = await publishTender(buying)
    const group = await formed(tender)
    const others = await formed(
      tender,
      { members: [partner(braider, part(1, 5000)), partner(sewer, part(1, 5000))] },
      braider,
    )
    await forget()
    const threads = ({ id }: Firm) => `/api/organisations/${id}/threads`
    const write = (firm: Firm, text: string, differs: object = {}) =>
      firm.person.call('POST', threads(firm), {
        subject: { kind: 'group', id: group },
        to: null,
        text,
        documents: [],
        ...differs,
      })
    const about = (firm: Firm, to = '') =>
      firm.person.call('GET', `${threads(firm)}/about?kind=group&subject=${group}${to}`)
    expect((await about(sewer)).json<About>()).toMatchObject({ isRoom: true, with: [{ id: weaver.id }] })
    // Neither a supplier, nor a stranger, nor the buyer; and no partner writes to another apart.
    const buyer = { id: buying.id, person: buying.buyer }
    for (const outside of [braider, sheltered, buyer]) {
      expect((await write(outside, 'Qui est là ?')).statusCode).toBe(404)
      expect((await about(outside)).statusCode).toBe(404)
    }
    expect((await write(sewer, 'Entre nous', { to: weaver.id })).statusCode).toBe(404)
    expect((await write(braider, 'Mon élastique', { to: weaver.id })).statusCode).toBe(201)
    const aboutNeed = { subject: { kind: 'need', id: group } }
    expect((await write(sewer, 'Salon ?', aboutNeed)).statusCode).toBe(404)

    const plan = { name: 'plan.txt', bytes: Buffer.from('Plan de coupe') }
    const sent = await sendDocument(api, weaver.person, weaver.id, plan)
    const document = sent.json<DocumentShown>().id
    const opened = await write(sewer, 'Qui coupe ?')
    const room = opened.json<Conversation>().thread.id
    const reads = async (firm: Firm) => {
      const answer = await firm.person.call('GET', `${threads(firm)}/${room}`)
      return answer.statusCode === 200
        ? answer.json<Conversation>().messages.map(({ text }) => text)
        : answer.statusCode
    }
    const readsFile = async ({ person }: Firm) =>
      (await person.call('GET', `/api/documents/${document}`)).statusCode
    expect(
      (await write(weaver, 'Nous coupons.', { documents: [document] })).json<Conversation>().thread.id,
    ).toBe(room)
    expect(await reads(weaver)).toEqual(['Qui coupe ?', 'Nous coupons.'])
    expect([await reads(braider), await reads(sheltered), await reads(buyer)]).toEqual([404, 404, 404])
    expect([await readsFile(sewer), await readsFile(braider)]).toEqual([200, 404])
    // What is written of the other group stands in another room.
    const elsewhere = await write(sewer, 'Ailleurs', { subject: { kind: 'group', id: others } })
    expect(elsewhere.json<Conversation>().thread.id).not.toBe(room)
    expect(await reads(weaver)).toEqual(['Qui coupe ?', 'Nous coupons.'])

    await leave(sewer, group)
    expect([await reads(sewer), await readsFile(sewer)]).toEqual([404, 404])
    expect((await write(sewer, 'Encore')).statusCode).toBe(404)
    const listed = await sewer.person.call('GET', threads(sewer))
    expect(listed.json<ThreadShown[]>().map(({ id }) => id)).not.toContain(room)
    const members = [partner(weaver, part(1, 7000)), partner(sheltered, part(1, 3000))]
    await change(group, 1, { members })
    expect(await reads(sheltered)).toEqual([])
    expect(await readsFile(sheltered)).toBe(404)
    await write(weaver, 'Bienvenue.')
    expect(await reads(sheltered)).toEqual(['Bienvenue.'])
    const said = (await sheltered.person.call('GET', threads(sheltered))).json<ThreadShown[]>()
    expect(said).toMatchObject([{ unread: 1, isRoom: true, with: [{ id: weaver.id }] }])
    // Asked again, the sewer reads what is written from then on, and nothing that was before.
    const all = [...members.slice(0, 1), partner(sheltered, part(1, 2000)), partner(sewer, part(1, 1000))]
    await change(group, 2, { members: all })
    await write(sheltered, 'À trois.')
    expect(await reads(sewer)).toEqual(['À trois.'])
    expect(await reads(weaver)).toEqual(['Qui coupe ?', 'Nous coupons.', 'Bienvenue.', 'À trois.'])
    expect((await told(sewer, 'message-%')).length).toBe(2)
  })

  test('takes the price of each partner under seal, which the lead’s code alone opens, until the composition changes', async () => {
    const { id: tender } = await publishTender(buying)
    const members = [
      partner(weaver, part(1, 5000)),
      partner(sewer, part(1, 3000)),
      partner(braider, part(1, 2000)),
    ]
    const group = await formed(tender, { members })
    await forget()
    const send = (firm: Firm, cents: number, differs: object = {}) =>
      firm.person.call('PUT', `${at(firm, group)}/asked-price`, {
        version: 1,
        lots: [{ number: 1, cents }],
        note: ' Fil compris. ',
        ...differs,
      })
    const choose = (firm: Firm, code: string) => firm.person.call('PUT', `${at(firm, group)}/code`, { code })
    const open = (firm: Firm, code: string) =>
      firm.person.call('POST', `${at(firm, group)}/asked-prices`, { code })
    const readBack = (firm: Firm, code = 'fil de trame') =>
      firm.person.call('POST', `${at(firm, group)}/asked-price`, { code })
    const why = (answer: Answer) => answer.json<Problem>().errors?.[0]?.message
    expect(why(await send(sewer, 1))).toContain('Consentez')
    await consent(sewer, group)
    await consent(braider, group)
    expect(why(await send(sewer, 1))).toContain('pas encore choisi le code')
    expect(fieldsOf(await choose(weaver, 'court'))).toEqual([422, '/code'])
    expect((await choose(sewer, 'à la place du mandataire')).statusCode).toBe(403)
    expect((await choose(weaver, 'fil de chaîne')).json<GroupShown>()).toMatchObject({ leadHasCode: true })
    expect(await toldTo(sewer)).toContainEqual(['group-news', 'price-awaited', false])
    expect(fieldsOf(await send(sewer, 1, { lots: [{ number: 2, cents: 1 }] }))).toEqual([422, '/lots'])
    expect((await send(sewer, 1, { version: 2 })).json<Problem>().code).toBe('stale-version')
    expect((await send(weaver, 1)).statusCode).toBe(403)
    expect((await send(sheltered, 1)).statusCode).toBe(404)
    await send(sewer, 39_999_983)
    const [sent] = (await send(sewer, 40_000_003)).json<GroupShown>().prices
    await send(braider, 20_000_003)
    // Each partner knows of its own; the lead knows of all, and opens them.
    expect((await read(sewer, group)).prices).toEqual([sent])
    expect((await read(weaver, group)).prices.map(one => one.organisationId).toSorted()).toEqual(
      [sewer.id, braider.id].toSorted(),
    )
    expect((await open(weaver, 'fil de chaîne')).json()).toMatchObject([
      { organisation: { id: sewer.id }, lots: [{ number: 1, cents: 40_000_003 }], note: 'Fil compris.' },
      { organisation: { id: braider.id }, lots: [{ cents: 20_000_003 }] },
    ])
    expect((await readBack(sewer)).json()).toMatchObject({ lots: [{ cents: 40_000_003 }] })
    expect(fieldsOf(await open(weaver, 'fil de trame'))).toEqual([422, '/code'])
    expect(fieldsOf(await readBack(sewer, 'fil de chaîne'))).toEqual([422, '/code'])
    // A partner opens no list but an empty one, and nobody outside finds anything.
    expect((await open(sewer, 'fil de trame')).json()).toEqual([])
    const buyer = { id: buying.id, person: buying.buyer }
    for (const outside of [sheltered, buyer]) {
      expect((await open(outside, 'fil de chaîne')).statusCode).toBe(404)
      expect((await readBack(outside)).statusCode).toBe(404)
    }
    // In no row of any table, as text or as bytes: neither the last price nor the one before.
    expect(await rowsHolding(['40000003', '39999983', '20000003', 'Fil compris'])).toEqual([])

    // With another code of its own, a partner reads back nothing, and its lead still does.
    await consent(sewer, group, 1, 'un autre code')
    expect(fieldsOf(await readBack(sewer, 'un autre code'))).toEqual([422, '/code'])
    expect((await open(weaver, 'fil de chaîne')).json<unknown[]>().length).toBe(2)
    await leave(braider, group)
    expect((await open(weaver, 'fil de chaîne')).json<unknown[]>().length).toBe(1)
    await choose(weaver, 'un fil nouveau')
    expect((await open(weaver, 'un fil nouveau')).json()).toEqual([])
    await send(sewer, 40_000_003)
    await change(group, 1, { members: members.slice(0, 1).concat(partner(sewer, part(1, 5000))) })
    expect((await open(weaver, 'un fil nouveau')).json()).toEqual([])
    await passDeadline(bed.db(), tender)
    expect(why(await send(sewer, 1, { version: 2 }))).toContain('R2142-26')
  })

  test('replaces a member that the buyer would exclude: another is proposed, all consent, and it is judged', async () => {
    const { id: tender } = await publishTender(buying)
    const members = [
      partner(weaver, part(1, 5000)),
      partner(sewer, part(1, 3000)),
      partner(braider, part(1, 2000)),
    ]
    const group = await formed(tender, { members })
    await consent(sewer, group)
    await consent(braider, group)
    const parts = [
      { memberId: weaver.id, cents: 2 * PRICE - 30_000_001 },
      { memberId: sewer.id, cents: 20_000_000 },
      { memberId: braider.id, cents: 10_000_001 },
    ]
    expect(fieldsOf(await seal(tender, group, { content: content(parts) }))).toEqual([200])
    await passDeadline(bed.db(), tender)
    await openOffers(buying, tender)
    const path = `/api/tenders/${tender}`
    const offer = async () => {
      const [opened] = (await buying.buyer.call('GET', `${path}/offers`)).json<OpenedOffer[]>()
      if (opened === undefined) throw new Error('no offer was opened')
      return opened
    }
    const { id: offerId } = await offer()
    const evaluation = async () =>
      (await buying.buyer.call('GET', `${path}/evaluation`)).json<EvaluationShown>()
    const ask = (candidate: Firm, days: number) =>
      buying.buyer.call('POST', `${path}/evaluation/candidacy-requests`, {
        due: inDays(days),
        candidates: [
          { offerId, candidateId: candidate.id, text: 'Cotisations dues.', replacementGround: 'L2141-2' },
        ],
      })
    const replacement = async (firm: Firm) => (await read(firm, group)).replacement
    const propose = (firm: Firm, by: Firm) =>
      by.person.call('PUT', `${at(by, group)}/replacement`, { organisationId: firm.id })
    const say = (firm: Firm, what: 'consent' | 'decline') =>
      firm.person.call('POST', `${at(firm, group)}/replacement/${what}`)
    // Only where the buyer asks for it, for an exclusion, with the days of the law, and never for the lead.
    expect((await propose(sheltered, weaver)).statusCode).toBe(409)
    expect(fieldsOf(await ask(sewer, 9))).toEqual([422, '/due'])
    expect(fieldsOf(await ask(weaver, 10))).toEqual([422, '/candidates/0/replacementGround'])
    await forget()
    expect((await ask(sewer, 10)).statusCode).toBe(200)
    expect(await replacement(weaver)).toMatchObject({
      leaving: { id: sewer.id },
      ground: 'L2141-2',
      by: null,
      mayPropose: true,
    })
    expect(await replacement(braider)).toMatchObject({ ground: null, text: null, mayPropose: false })

    const buyer = { id: buying.id, person: buying.buyer }
    expect((await propose(sheltered, braider)).statusCode).toBe(403)
    expect((await propose(sheltered, buyer)).statusCode).toBe(404)
    for (const wrong of [braider, buyer])
      expect(fieldsOf(await propose(wrong, weaver))).toEqual([422, '/organisationId'])
    expect((await say(braider, 'consent')).statusCode).toBe(409)
    expect((await propose(sheltered, weaver)).statusCode).toBe(200)
    expect(await toldTo(sheltered)).toEqual([['group-invited', null, false]])
    expect(await toldTo(braider)).toEqual([['group-news', 'replacement-proposed', false]])
    // Whoever is proposed reads its part and its price; until all agree it stands behind no offer.
    expect(await replacement(sheltered)).toMatchObject({
      price: [{ lot: 1, cents: 20_000_000 }],
      mayConsent: true,
      ground: null,
    })
    expect((await replacement(braider))?.price).toEqual([])
    expect((await offer()).group?.members.map(({ id }) => id)).not.toContain(sheltered.id)
    expect((await say(sewer, 'consent')).statusCode).toBe(403)
    expect((await read(weaver, group)).missing).toEqual([])
    await say(braider, 'consent')
    expect((await say(sheltered, 'decline')).statusCode).toBe(204)
    expect((await sheltered.person.call('GET', at(sheltered, group))).statusCode).toBe(404)

    // Proposed again, everybody is asked again; with the last consent the other takes its place.
    await propose(sheltered, weaver)
    await say(sheltered, 'consent')
    expect((await replacement(weaver))?.waitsFor.map(({ id }) => id)).toEqual([braider.id])
    const before = await evaluation()
    await say(braider, 'consent')
    const after = await evaluation()
    expect(after.version).toBeGreaterThan(before.version)
    expect(after.candidacies[0]).toMatchObject({
      verdict: null,
      replaced: [{ name: 'Confection de Foix', by: 'Ateliers du Volvestre', ground: 'L2141-2' }],
    })
    const taken = await offer()
    expect(taken.lots[0]?.parts?.map(({ memberId }) => memberId)).toEqual([
      weaver.id,
      sheltered.id,
      braider.id,
    ])
    expect(taken.group?.members.find(({ id }) => id === sheltered.id)?.parts).toMatchObject([{ share: 3000 }])
    expect((await sewer.person.call('GET', at(sewer, group))).statusCode).toBe(404)
    expect(await read(sheltered, group)).toMatchObject({ version: 2, missing: [], replacement: null })
    expect((await propose(sewer, weaver)).statusCode).toBe(409)
    const consents = await bed
      .db()
      .selectFrom('bidderGroupConsent')
      .select('organisationId')
      .where('groupId', '=', group)
      .where('version', '=', 2)
      .execute()
    expect(consents.map(one => one.organisationId).toSorted()).toEqual(
      [weaver.id, sheltered.id, braider.id].toSorted(),
    )
    await admitAll(buying, tender)
    expect((await evaluation()).candidacies[0]?.verdict).toBe('admitted')
  })

  test('that offers late is refused, or kept for the buyer to decide where the platform failed, and loses it with a partner', async () => {
    const break_ = () =>
      sql`delete from server_beat where at between clock_timestamp() - interval '2 hours' and clock_timestamp() - interval '1 hour'`.execute(
        bed.db(),
      )
    const agreed = async () => {
      const { id: tender } = await publishTender(buying)
      const group = await formed(tender)
      await consent(sewer, group)
      await passDeadline(bed.db(), tender)
      return { tender, group }
    }
    await keepAvailable(bed.db())
    const { tender, group } = await agreed()
    expect((await seal(tender, group)).json<Problem>().code).toBe('offer-late')
    expect(await offersOf(sewer, tender)).toEqual([])
    await break_()
    await forget()
    const [late] = (await seal(tender, group)).json<OwnOffer[]>()
    expect(late?.state).toBe('late')
    // Each partner has its receipt and its price; nobody changes the group any more.
    expect(await offersOf(sewer, tender)).toEqual([late])
    expect(await toldTo(sewer)).toEqual([['group-news', 'offer-sealed', false]])
    const price = await sewer.person.call('POST', `${at(sewer, group)}/price`, { code: 'fil de trame' })
    expect(price.json<PriceCopy>().parts).toEqual([{ lot: 1, cents: 40_000_000 }])
    expect((await leave(sewer, group)).statusCode).toBe(409)
    const decide = (decision: 'accepted' | 'refused') =>
      buying.buyer.call('POST', `/api/tenders/${tender}/late-offers/${late?.id}`, {
        decision,
        reason: 'La plateforme était interrompue.',
      })
    expect((await decide('accepted')).statusCode).toBe(200)
    await openOffers(buying, tender)
    const [opened] = (await buying.buyer.call('GET', `/api/tenders/${tender}/offers`)).json<OpenedOffer[]>()
    expect([opened?.isLate, opened?.bidder.name]).toEqual([true, 'Tissages du Lez + Confection de Foix'])

    // The deadline is put off instead: a partner may leave, and what was sealed for it is never opened.
    const other = await agreed()
    const [kept] = (await seal(other.tender, other.group)).json<OwnOffer[]>()
    expect(kept?.state).toBe('late')
    const { own } = (await buying.buyer.call('GET', `/api/tenders/${other.tender}`)).json<TenderShown>()
    const extended = await buying.buyer.call('POST', `/api/tenders/${other.tender}/extend`, {
      version: own?.version,
      deadline: new Date(Date.now() + 2 * 86_400_000).toISOString(),
      reason: 'Interruption.',
    })
    expect(fieldsOf(extended)).toEqual([200])
    expect((await leave(sewer, other.group)).statusCode).toBe(200)
    expect((await offersOf(weaver, other.tender))[0]?.state).toBe('withdrawn')
    await keepAvailable(bed.db())
  })

  test('is asked to justify its price through its lead, and its partners are not', async () => {
    const { id: tender } = await publishTender(buying)
    const group = await formed(tender)
    await consent(sewer, group)
    await seal(tender, group)
    await passDeadline(bed.db(), tender)
    await openOffers(buying, tender)
    const [opened] = (await buying.buyer.call('GET', `/api/tenders/${tender}/offers`)).json<OpenedOffer[]>()
    const place = `offers/${opened?.id}/lots/1`
    const path = `/api/tenders/${tender}/evaluation/${place}`
    const low = { verdict: 'abnormally-low', reason: 'Trop bas.' }
    const judge = () => buying.buyer.call('PUT', `${path}/judgement`, low)
    expect(fieldsOf(await judge())[0]).toBe(422)
    await forget()
    const question = { text: 'Comment tenez-vous ce prix ?', due: inDays(3) }
    expect((await buying.buyer.call('POST', `${path}/price-question`, question)).statusCode).toBe(200)
    expect([
      (await told(weaver, 'tender-price-%')).length,
      (await told(sewer, 'tender-price-%')).length,
    ]).toEqual([1, 0])
    const decision = (firm: Firm) => `/api/organisations/${firm.id}/offers/${tender}/decision`
    const asked = async (firm: Firm) =>
      (await firm.person.call('GET', decision(firm))).json<OwnDecision>().questions.length
    expect([await asked(weaver), await asked(sewer), await asked(braider)]).toEqual([1, 0, 0])
    const answer = (firm: Firm) =>
      firm.person.call('PUT', `${decision(firm)}/${opened?.id}/lots/1/price-answer`, {
        answer: 'Fil en stock.',
      })
    expect((await answer(sewer)).statusCode).toBe(404)
    expect(fieldsOf(await judge())[0]).toBe(422)
    expect((await answer(weaver)).statusCode).toBe(200)
    expect((await judge()).statusCode).toBe(200)
  })
})
