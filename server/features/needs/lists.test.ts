import type { Partnership } from '@maillage/matching/match.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedDraft, NeedLine, NeedShown, OpenNeedLine, OwnNeedLine } from './schemas.ts'

interface Page<Line> {
  needs: Line[]
  next: string | null
}

/** A partnership of these firms, as far as lists look at it. */
function partnershipOf(firms: string[]): Pick<Partnership, 'key' | 'members' | 'effort'> {
  const members = firms.map((firm, index) => ({ firm, role: index === 0 ? 'partner' : 'supplier' }) as const)
  return { key: firms.toSorted().join('+'), members, effort: { days: 14, keuro: 5, trainingDays: 2 } }
}

describeOnOneConnection('lists of needs', bed => {
  let api: Api
  let buyer: SignedIn
  let sewer: SignedIn
  let hospital: string
  let workshop: string
  let weaver: string
  /** By the text they were written with. */
  const needs = new Map<string, string>()

  const own = async (query = '') =>
    (await buyer.call('GET', `/api/organisations/${hospital}/needs?${query}`)).json<Page<OwnNeedLine>>()
  const open = async (query = '') =>
    (await sewer.call('GET', `/api/organisations/${workshop}/open-needs?${query}`)).json<Page<OpenNeedLine>>()
  const publicly = async (query = '') =>
    (await api.anyone('GET', `/api/needs?${query}`)).json<Page<NeedLine>>()
  const texts = (page: Page<NeedLine>) => page.needs.map(({ excerpt }) => excerpt)

  async function need(text: string, changes: Partial<NeedDraft>, publish = true): Promise<void> {
    const body = { ...masksFor(1000), text, ...changes }
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, body)
    const { id } = draft.json<NeedShown>()
    needs.set(text, id)
    if (!publish) return
    const published = await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    expect(published.statusCode).toBe(200)
  }

  /** Stores what a ranking would have found, in place of what the job did. */
  async function found(text: string, partnerships: { firms: string[]; score: number; feasible: boolean }[]) {
    const needId = needs.get(text) ?? ''
    const db = bed.db()
    await db.deleteFrom('ranking').where('needId', '=', needId).execute()
    const ranking = { asOf: '2026-11-24', engineVersion: 'x', catalogueVersion: 'x', contentDigest: 'x' }
    await db
      .insertInto('ranking')
      .values({
        ...ranking,
        needId,
        needRevision: 1,
        transactionId: '9999999',
        eventId: 1,
        exact: true,
        candidates: 2,
        knockedOut: '{}',
        weights: '{}',
      })
      .execute()
    for (const [index, { firms, score, feasible }] of partnerships.entries()) {
      const partnership = partnershipOf(firms)
      const { key: partnershipKey } = partnership
      const match = { needId, partnershipKey, rank: index + 1, score, feasible }
      await db
        .insertInto('match')
        .values({ ...match, partnership: JSON.stringify(partnership) })
        .execute()
      const members = firms.map(organisationId => ({ needId, partnershipKey, organisationId }))
      await db.insertInto('matchMember').values(members).execute()
    }
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    sewer = await api.person('Solange')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer', 'firm'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    weaver = await api.organisation({ name: 'Tissages discrets', roles: ['firm'] })
    await api.join(buyer, hospital, 'viewer')
    await api.join(sewer, workshop, 'editor')
    await bed.db().updateTable('member').set({ role: 'editor' }).where('userId', '=', buyer.id).execute()

    await need('Masques pour tous', { visibility: 'public' })
    await need('Surblouses pour membres', {
      item: null,
      family: 'gown',
      claim: 'protects-patient',
      commune: '31555',
    })
    await need('Pour invités', { visibility: 'invited' })
    await need('Visières publiques', {
      item: 'visor',
      claim: 'protects-wearer',
      visibility: 'public',
      schedule: [{ due: inDays(30), quantity: 1000 }],
    })
    await need('Un brouillon', {}, false)
    await need('Bientôt échu', { visibility: 'public' })
    await bed
      .db()
      .updateTable('needTranche')
      .set({ due: sql<string>`due - 400` })
      .where('needId', '=', needs.get('Bientôt échu') ?? '')
      .execute()
    await sewer.call('PUT', `/api/organisations/${workshop}/profile`, { ...sewingWorkshop, version: 0 })
    await api.settled()
    await found('Masques pour tous', [
      { firms: [weaver, workshop], score: 0.9, feasible: true },
      { firms: [workshop], score: 0.5, feasible: false },
    ])
    await found('Surblouses pour membres', [{ firms: [workshop], score: 0.7, feasible: true }])
    await found('Visières publiques', [])
  })
  afterAll(() => api.close())

  test('a buyer sees all its needs, the last written first, with the best that was found', async () => {
    const page = await own()
    expect(texts(page)).toEqual([
      'Bientôt échu',
      'Un brouillon',
      'Visières publiques',
      'Pour invités',
      'Surblouses pour membres',
      'Masques pour tous',
    ])
    expect(page.needs[4]).toMatchObject({
      family: 'gown',
      item: null,
      communeName: 'Toulouse',
      department: '31',
      state: 'published',
      revision: 1,
      nextDue: inDays(60),
      lastDue: inDays(120),
      matches: { count: 1, feasible: 1 },
    })
    expect(page.needs[4]?.matches?.bestScore).toBeCloseTo(0.7)
    expect(page.needs[1]).toMatchObject({ state: 'draft', matches: null })
    expect(page.needs[2]?.matches).toEqual({ count: 0, feasible: 0, bestScore: null })
    expect(page.needs[0]).toMatchObject({ nextDue: null })
  })

  test('a firm that keeps its profile to the operator does not show in a buyer’s figures', async () => {
    expect((await own()).needs[5]?.matches).toMatchObject({ count: 2, feasible: 1 })
    const profile = { organisationId: weaver, minimumOrder: null, usualLeadDays: null, confirmedAt: null }
    await bed
      .db()
      .insertInto('profile')
      .values({ ...profile, audience: 'operator' })
      .execute()
    const matches = (await own()).needs[5]?.matches
    expect(matches).toMatchObject({ count: 1, feasible: 0 })
    expect(matches?.bestScore).toBeCloseTo(0.5)
  })

  test('a buyer filters by state and by words, in the text or in the product’s name', async () => {
    expect(texts(await own('state=draft'))).toEqual(['Un brouillon'])
    expect(texts(await own('state=draft&state=published')).length).toBe(6)
    expect(texts(await own('query=invite'))).toEqual(['Pour invités'])
    expect(texts(await own('query=visor'))).toEqual(['Visières publiques'])
    expect(texts(await own('query=zeppelin'))).toEqual([])
  })

  test('pages follow one another without gap or double, to the last; what is withdrawn comes last', async () => {
    const inPages = async () => {
      const seen: string[] = []
      let after = ''
      for (;;) {
        const page = await own(`limit=2${after && `&after=${after}`}`)
        seen.push(...texts(page))
        if (page.next === null) return seen
        after = page.next
      }
    }
    const before = await inPages()
    expect(before).toEqual(texts(await own()))
    const [last, ...others] = before
    const become = (state: 'published' | 'withdrawn') =>
      bed
        .db()
        .updateTable('need')
        .set({ state })
        .where('id', '=', needs.get(last ?? '') ?? '')
        .execute()
    await become('withdrawn')
    expect(await inPages()).toEqual([...others, last])
    await become('published')
  })

  test('a firm sees what is open to members, not its own, its matches first', async () => {
    const page = await open()
    expect(texts(page)).toEqual(['Masques pour tous', 'Surblouses pour membres', 'Visières publiques'])
    expect(page.needs.map(({ match }) => match)).toMatchObject([
      { rank: 1, feasible: true, role: 'supplier', partners: 1, effort: { days: 14 } },
      { rank: 1, feasible: true, role: 'partner', partners: 0 },
      null,
    ])
    const atHospital = await buyer.call('GET', `/api/organisations/${hospital}/open-needs`)
    expect(atHospital.json<Page<OpenNeedLine>>().needs).toEqual([])
  })

  test('a firm sorts by due date, filters, and pages', async () => {
    const byDate = ['Visières publiques', 'Masques pour tous', 'Surblouses pour membres']
    expect(texts(await open('sort=due')).toSorted()).toEqual(byDate.toSorted())
    expect(texts(await open('sort=due'))[0]).toBe('Visières publiques')
    expect(texts(await open('family=gown'))).toEqual(['Surblouses pour membres'])
    expect(texts(await open('department=31'))).toEqual(['Surblouses pour membres'])
    expect(texts(await open('query=masques'))).toEqual(['Masques pour tous'])
    expect(texts(await open('onlyMatching=true'))).not.toContain('Visières publiques')
    for (const sort of ['match', 'due']) {
      const whole = texts(await open(`sort=${sort}`))
      const first = await open(`sort=${sort}&limit=2`)
      const second = await open(`sort=${sort}&limit=2&after=${first.next ?? ''}`)
      expect([...texts(first), ...texts(second)]).toEqual(whole)
      expect(second.next).toBeNull()
    }
  })

  test('a firm that sews is told which products it could make by itself', async () => {
    const could = (await open()).needs.filter(({ couldMake }) => couldMake).map(({ excerpt }) => excerpt)
    expect(could).toContain('Surblouses pour membres')
  })

  test('anyone sees what is public and open, the last published first', async () => {
    const page = await publicly()
    expect(texts(page)).toEqual(['Visières publiques', 'Masques pour tous'])
    expect(texts(await publicly('family=visor'))).toEqual(['Visières publiques'])
    expect(texts(await publicly('department=31'))).toEqual([])
    const first = await publicly('limit=1')
    expect(texts(await publicly(`limit=1&after=${first.next ?? ''}`))).toEqual(['Masques pour tous'])
  })

  test('a list refuses a cursor or a filter that is none', async () => {
    for (const query of ['after=1', 'limit=0', 'limit=1000', 'department=%27']) {
      expect((await api.anyone('GET', `/api/needs?${query}`)).statusCode).toBe(422)
    }
    const path = `/api/organisations/${workshop}/open-needs`
    const cursor = `1_2026-99-99_${workshop}`
    expect((await sewer.call('GET', `${path}?after=${cursor}`)).statusCode).toBe(200)
    expect((await sewer.call('GET', `${path}?after=1_2`)).statusCode).toBe(422)
  })

  test('needs of a suspended organisation are open no more', async () => {
    const setStatus = (status: 'verified' | 'suspended') =>
      bed.db().updateTable('organisation').set({ status }).where('id', '=', hospital).execute()
    await setStatus('suspended')
    expect(texts(await publicly())).toEqual([])
    expect(texts(await open())).toEqual([])
    await setStatus('verified')
  })
})
