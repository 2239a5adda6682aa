import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, checked, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import type { Organisation, OrganisationDraft } from './schemas.ts'

let sirens = 0
const newSiren = () => checked(String(40_000_000 + (sirens += 1)))

const workshop = (changes: Partial<OrganisationDraft> = {}): OrganisationDraft => ({
  name: 'Confection de Foix',
  siren: newSiren(),
  roles: ['firm'],
  structure: 'company',
  buyerRegime: null,
  buyerKind: null,
  ...changes,
})

describeOnOneConnection('an organisation', bed => {
  let api: Api
  let owner: SignedIn

  const create = (draft: OrganisationDraft, language?: 'fr' | 'en') =>
    owner.call('POST', '/api/organisations', draft, language)
  const created = async (changes: Partial<OrganisationDraft> = {}) => {
    const { id } = (await create(workshop(changes))).json<{ id: string }>()
    return (await owner.call('GET', `/api/organisations/${id}`)).json<Organisation>()
  }
  const change = (organisation: Organisation, changes: object, who = owner) =>
    who.call('PATCH', `/api/organisations/${organisation.id}`, { version: organisation.version, ...changes })
  const eventsOf = ({ id }: { id: string }) =>
    bed.db().selectFrom('event').selectAll().where('subjectId', '=', id).orderBy('id').execute()

  beforeAll(async () => {
    api = await openApi(bed.connection())
    owner = await api.person('Odette')
  })
  afterAll(() => api.close())

  test('belongs to who creates it, waits for verification, and is written in the log', async () => {
    const draft = workshop({ name: '  Confection de Foix ' })
    const answer = await create(draft)
    expect(answer.statusCode).toBe(201)
    const { id } = answer.json<{ id: string }>()
    const { members, ...shown } = (await owner.call('GET', `/api/organisations/${id}`)).json<Organisation>()
    expect(shown).toEqual({
      ...draft,
      id,
      name: 'Confection de Foix',
      status: 'unverified',
      demonstration: false,
      version: 1,
      invitations: [],
    })
    expect(members).toMatchObject([{ user: owner.id, name: 'Odette', member: 'owner', state: 'active' }])
    expect(await eventsOf({ id })).toMatchObject([
      {
        verb: 'organisation.created',
        actor: owner.pseudonym,
        organisationId: id,
        data: { siren: draft.siren },
      },
    ])
    const session = (await owner.call('GET', '/api/session')).json<{ organisations: object[] }>()
    expect(session.organisations).toContainEqual(expect.objectContaining({ id, member: 'owner' }))
  })

  test('is not created with a wrong SIREN: the field is named in the reader’s language', async () => {
    const right = newSiren()
    const wrong = `${right.slice(0, 8)}${(Number(right[8]) + 1) % 10}`
    const french = await create(workshop({ siren: wrong }))
    expect(french.statusCode).toBe(422)
    expect(french.json<Problem>()).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: '/siren', message: expect.stringContaining('Ce numéro n’est pas valable') }],
    })
    const english = await create(workshop({ siren: wrong }), 'en')
    expect(english.json<Problem>().errors).toMatchObject([
      { field: '/siren', message: expect.stringContaining('This number is not valid') },
    ])
  })

  test('takes its SIREN from a SIRET, spaces or not', async () => {
    const siren = newSiren()
    const siret = checked(`${siren}0001`)
    const spaced = `${siret.slice(0, 3)} ${siret.slice(3, 6)} ${siret.slice(6, 9)} ${siret.slice(9)}`
    expect(await created({ siren: spaced })).toMatchObject({ siren })
  })

  test('is one for each SIREN: the second is told so, and nothing of it is kept', async () => {
    const { siren } = await created()
    const second = await create(workshop({ siren, name: 'Encore nous' }))
    expect(second.statusCode).toBe(409)
    expect(second.json<Problem>()).toMatchObject({
      code: 'siren-taken',
      errors: [{ field: '/siren', message: 'Une organisation porte déjà ce SIREN.' }],
    })
    const kept = await bed.db().selectFrom('organisation').select('name').where('siren', '=', siren).execute()
    expect(kept).toEqual([{ name: 'Confection de Foix' }])
  })

  test('of two people who create it at the same moment, one does', async () => {
    const siren = newSiren()
    const answers = await Promise.all([1, 2, 3].map(() => create(workshop({ siren }))))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
  })

  test.each([
    ['a buyer that does not say what it is', { roles: ['buyer'] }, ['/buyerRegime', '/buyerKind']],
    ['a firm that answers a buyer’s questions', { buyerKind: 'town' }, ['/buyerKind']],
    ['a role named twice', { roles: ['firm', 'firm'] }, ['/roles/1']],
    ['no role', { roles: [] }, ['/roles']],
    ['the operator’s role', { roles: ['operator'] }, ['/roles/0']],
    ['a blank name', { name: '   ' }, ['/name']],
  ] as const)('refuses %s', async (_what, changes, fields) => {
    const answer = await owner.call('POST', '/api/organisations', { ...workshop(), ...changes })
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().errors?.map(({ field }) => field)).toEqual(fields)
  })

  test('changes what it says of itself, by its owners alone, and the log says which fields', async () => {
    const before = await created()
    const answer = await change(before, {
      name: 'Couture de Foix',
      roles: ['firm', 'buyer'],
      buyerRegime: 'private',
      buyerKind: 'firm',
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ name: 'Couture de Foix', roles: ['firm', 'buyer'], version: 2 })
    expect((await eventsOf(before)).at(-1)).toMatchObject({
      verb: 'organisation.changed',
      data: { changed: ['name', 'roles', 'buyerRegime', 'buyerKind'] },
    })
    const editor = await api.person('Edith')
    await api.join(editor, before.id, 'editor')
    const refused = await change(answer.json<Organisation>(), { name: 'À moi' }, editor)
    expect([refused.statusCode, refused.json<Problem>().code]).toEqual([403, 'not-allowed'])
  })

  test('changed in two tabs, shows the second what the first one saved', async () => {
    const before = await created()
    const first = await change(before, { name: 'Premier onglet' })
    const second = await change(before, { name: 'Second onglet' })
    expect(second.statusCode).toBe(409)
    expect(second.json<Problem>()).toMatchObject({ code: 'stale-version', current: first.json() })
    expect(await eventsOf(before)).toHaveLength(2)
  })

  test('never loses a role, and keeps the operator’s, which is not its own to give', async () => {
    const before = await created()
    const dropped = await change(before, {
      roles: ['buyer'],
      buyerRegime: 'public',
      buyerKind: 'hospital',
    })
    expect(dropped.statusCode).toBe(422)
    expect(dropped.json<Problem>().errors).toMatchObject([{ field: '/roles' }])
    await bed
      .db()
      .updateTable('organisation')
      .set({ roles: ['firm', 'operator'] })
      .where('id', '=', before.id)
      .execute()
    const kept = await change(before, { roles: ['firm', 'laboratory'] })
    expect(kept.json<Organisation>().roles.toSorted()).toEqual(['firm', 'laboratory', 'operator'])
  })
})
