import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, openApi, type Problem } from '../../../tests/support/api.ts'
import { type Bed, describeOnOneConnection, describeOnDatabase } from '../../../tests/support/bed.ts'
import { type Cell, pdfOf, protectedOffice, xlsxOf } from '../../../tests/support/files.ts'
import type { ProfileInput } from '../profile/schemas.ts'
import { sewingWorkshop } from '../../../tests/support/examples.ts'
import type { Profile } from '../profile/schemas.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { ImportShown } from './schemas.ts'

/** A firm with a profile and a buyer, and what they do with tables. */
async function openTables(bed: Bed) {
  const api: Api = await openApi(bed.connection())
  const firm = await api.person('Fanny')
  const buyer = await api.person('Basile')
  const ids = {
    machines: await api.organisation({ name: 'Atelier', roles: ['firm'] }),
    needs: await api.organisation({ name: 'CH de Foix', roles: ['buyer'] }),
  }
  await api.join(firm, ids.machines, 'owner')
  await api.join(buyer, ids.needs, 'owner')
  const saved: ProfileInput = { ...sewingWorkshop, version: 0 }
  await firm.call('PUT', `/api/organisations/${ids.machines}/profile`, saved)
  const people = { machines: firm, needs: buyer }
  const sendTo = (kind: 'machines' | 'needs', payload: Buffer | string, language = 'fr') =>
    api.app.inject({
      method: 'POST',
      url: `/api/organisations/${ids[kind]}/tables/${kind}`,
      headers: {
        'content-type': 'application/octet-stream',
        'accept-language': language,
        cookie: people[kind].cookie,
      },
      payload: Buffer.from(payload),
    })
  const at = (kind: 'machines' | 'needs', id: string, rest = '') =>
    `/api/organisations/${ids[kind]}/imports/${id}${rest}`
  return {
    api,
    ids,
    people,
    send: sendTo,
    at,
    /** Sends a table and has all of it checked. */
    async check(kind: 'machines' | 'needs', payload: Buffer | string, language: 'fr' | 'en' = 'fr') {
      let shown = (await sendTo(kind, payload, language)).json<ImportShown>()
      while (shown.checked < shown.rows) {
        const answer = await people[kind].call('POST', at(kind, shown.id, '/check'), undefined, language)
        shown = answer.json<ImportShown>()
      }
      return shown
    },
    apply: (kind: 'machines' | 'needs', id: string) => people[kind].call('POST', at(kind, id, '/apply')),
    exported: async (kind: 'machines' | 'needs') =>
      (await people[kind].call('GET', `/api/organisations/${ids[kind]}/tables/${kind}`)).body,
    profile: async () =>
      (await firm.call('GET', `/api/organisations/${ids.machines}/profile`)).json<Profile>(),
  }
}
type Tables = Awaited<ReturnType<typeof openTables>>

describeOnOneConnection('a table that is taken', bed => {
  let tables: Tables
  beforeAll(async () => {
    tables = await openTables(bed)
  })
  afterAll(() => tables.api.close())

  /** A table of a kind that is taken, and taken back. */
  const undoing = (kind: 'machines' | 'needs') => ({
    person: tables.people[kind],
    async take(table: string) {
      const { id } = await tables.check(kind, table)
      const applied = await tables.apply(kind, id)
      if (applied.statusCode !== 200) throw new Error(applied.body)
      return applied.json<{ id: string }>().id
    },
    undo: (id: string) => tables.people[kind].call('POST', tables.at(kind, id, '/undo')),
    taken: async () =>
      (
        await tables.people[kind].call('GET', `/api/organisations/${tables.ids[kind]}/tables/${kind}/taken`)
      ).json<{ id: string; undone: boolean; undoable: number }[]>(),
  })

  test('puts the machines and people it names in the place of those of its sites, and nothing else', async () => {
    const before = await tables.profile()
    const table =
      'Atelier;Ville;Machine;Qté;Heures\r\nAtelier de Foix;;Surjeteuse 5 fils;9;30\r\n;Lavelanet (09);mécaniciennes;14;\r\n'
    const shown = await tables.check('machines', table)
    expect(shown.faults).toEqual([])
    expect(shown.preview).toMatchObject([
      { site: 'Atelier de Foix', thing: 'Surjeteuse', count: '9', hours: '30' },
      { site: 'Lavelanet', commune: 'Lavelanet (09)', count: '14', hours: '35' },
    ])
    expect(await tables.profile()).toEqual(before)
    const applied = await tables.apply('machines', shown.id)
    expect(applied.json()).toEqual({ id: shown.id, kind: 'machines', count: 2 })
    const after = await tables.profile()
    expect(after.version).toBe(before.version + 1)
    expect(after.sites).toMatchObject([
      { name: 'Atelier de Foix', machines: [{ type: 'sew-overlock', count: 9 }], workforce: [] },
      { name: 'Lavelanet', commune: '09160', machines: [], workforce: [{ trade: 't-sew-op', people: 14 }] },
    ])
    expect(after.workedMaterials).toEqual(before.workedMaterials)
    const events = await bed.db().selectFrom('event').select('verb').execute()
    expect(events.filter(({ verb }) => verb === 'profile.saved')).toHaveLength(2)
    expect((await tables.apply('machines', shown.id)).statusCode).toBe(404)
  })

  test('makes drafts of needs, the deliveries of one reference together', async () => {
    const rows: Cell[][] = [
      ['Avis du CH de Foix'],
      ['Réf.', 'Désignation', 'Quantité', 'Livraison', 'Ville', 'Protection'],
      ['A', 'Surblouses lavables', 3000, { serial: 46_522 }, '09000 Foix', 'porteur'],
      ['A', 'Surblouses lavables', 2000, '30/06/2027', 'Foix', 'porteur'],
      [null, 'Masques chirurgicaux type IIR', 10_000, null, 'Foix', null],
    ]
    const shown = await tables.check('needs', xlsxOf(rows))
    expect(shown.faults).toEqual([])
    expect((await tables.apply('needs', shown.id)).json()).toMatchObject({ kind: 'needs', count: 2 })
    const needs = await bed.db().selectFrom('need').select(['item', 'quantity', 'state', 'commune']).execute()
    expect(needs).toHaveLength(2)
    expect(needs).toContainEqual({ item: 'gown-washable', quantity: 5000, state: 'draft', commune: '09122' })
    const due = await bed.db().selectFrom('needTranche').select(['due', 'quantity']).orderBy('due').execute()
    expect(due).toEqual([
      { due: '2027-05-15', quantity: 3000 },
      { due: '2027-06-30', quantity: 2000 },
    ])
    expect(await bed.db().selectFrom('importChunk').selectAll().execute()).toEqual([])
  })

  test('is not taken while a cell is wrong, and nothing of it is kept', async () => {
    const count = async () => (await bed.db().selectFrom('need').select('id').execute()).length
    const before = await count()
    const shown = await tables.check(
      'needs',
      'Produit;Quantité;Commune\nMasque FFP2;12;Foix\nMasque FFP2;douze;Foix\n',
    )
    expect(shown.faults).toEqual([
      {
        line: 3,
        heading: 'Quantité',
        message: expect.stringMatching(/^«\sdouze\s»\s: écrivez un nombre entier de 1 à 1\s000\s000\s000\.$/),
      },
    ])
    const refused = await tables.apply('needs', shown.id)
    expect(refused.statusCode).toBe(409)
    expect(refused.json<Problem>().code).toBe('import-not-ready')
    expect(await count()).toBe(before)
  })

  test('keeps how wide, fine and heavy a machine works, and says where that cannot be', async () => {
    const head = 'Site;Machine;Nombre;Laize utile;Jauge;Grammage mini;Grammage maxi'
    const right = `${head}\nAtelier de Foix;Métier à tisser à lances;2;190,5;;80;300\nAtelier de Foix;mécaniciennes;3;;;;\n`
    const shown = await tables.check('machines', right)
    expect(shown.faults).toEqual([])
    expect(shown.preview[0]).toMatchObject({ width: '190.5', gauge: '', least: '80', most: '300' })
    await tables.apply('machines', shown.id)
    expect((await tables.profile()).sites[0]?.machines).toMatchObject([
      { type: 'loom-rapier', attributes: { widthCm: 190.5, leastGramsPerM2: 80, mostGramsPerM2: 300 } },
    ])
    const wrong = await tables.check(
      'machines',
      `${head}\nAtelier de Foix;Surjeteuse;2;0;large;300;80\nAtelier de Foix;mécaniciennes;3;190;;;\n`,
    )
    expect(wrong.faults.map(({ line, heading }) => [line, heading])).toEqual([
      [2, 'Laize utile'],
      [2, 'Jauge'],
      [2, 'Grammage maxi'],
      [3, 'Laize utile'],
    ])
  })

  test('of needs is taken back in one go, but for those that were changed or published since', async () => {
    await bed.db().deleteFrom('need').execute()
    const { person, take, undo, taken } = undoing('needs')
    const table = 'Produit;Quantité;Commune\nMasque FFP2;12;Foix\nMasque FFP2;13;Foix\nMasque FFP2;14;Foix\n'
    const id = await take(table)
    expect((await taken())[0]).toMatchObject({ id, count: 3, undone: false, undoable: 3 })
    const needs = await bed.db().selectFrom('need').select(['id', 'quantity']).orderBy('id').execute()
    const path = `/api/needs/${needs[1]?.id}`
    const { buyer, communeName, department, own, ...need } = (
      await person.call('GET', path)
    ).json<NeedShown>()
    const { state, revision, precision, publishedAt, updatedAt, id: _, ...content } = need
    const { version, pool, ...secret } = own ?? { version: 0, pool: null }
    expect(pool).toBeNull()
    expect(
      (await person.call('PUT', path, { ...content, ...secret, version, text: 'Revu.' })).statusCode,
    ).toBe(200)
    expect((await taken())[0]).toMatchObject({ undoable: 2 })
    expect((await undo(id)).json()).toEqual({ kind: 'needs', removed: 2, kept: 1 })
    expect(await bed.db().selectFrom('need').select('text').execute()).toEqual([{ text: 'Revu.' }])
    expect((await taken())[0]).toMatchObject({ undone: true, undoable: 0 })
    expect((await undo(id)).json<Problem>().code).toBe('import-undone')
  })

  test('of needs that were all published since stays, and the refusal says so', async () => {
    const { undo, take, taken } = undoing('needs')
    const id = await take('Produit;Quantité;Commune\nMasque FFP2;12;Foix\n')
    await bed.db().updateTable('need').set({ state: 'published' }).execute()
    const before = await bed.db().selectFrom('need').select('id').execute()
    const refused = await undo(id)
    expect(refused.statusCode).toBe(409)
    expect(refused.json<Problem>()).toMatchObject({
      code: 'import-changed',
      detail: expect.stringContaining('modifié ou publié depuis'),
    })
    expect(await bed.db().selectFrom('need').select('id').execute()).toEqual(before)
    expect((await taken())[0]).toMatchObject({ id, undone: false, undoable: 0 })
  })

  test('of machines is taken back while the profile is as it left it, and no later', async () => {
    const { undo, take, taken, person } = undoing('machines')
    const before = await tables.profile()
    const id = await take('Atelier;Ville;Machine;Qté\nAnnexe;Pamiers;Surjeteuse;9\n')
    expect((await tables.profile()).sites).toHaveLength(before.sites.length + 1)
    expect((await taken())[0]).toMatchObject({ id, undoable: 1 })
    expect((await undo(id)).statusCode).toBe(200)
    const { version, updatedAt, confirmedAt, ...same } = await tables.profile()
    expect(version).toBe(before.version + 2)
    expect(before).toMatchObject(same)
    const again = await take('Atelier;Ville;Machine;Qté\nAnnexe;Pamiers;Surjeteuse;9\n')
    const draft = { ...sewingWorkshop, activity: 'Autre chose.', version: (await tables.profile()).version }
    await person.call('PUT', `/api/organisations/${tables.ids.machines}/profile`, draft)
    expect((await undo(again)).json<Problem>().code).toBe('import-changed')
    expect((await tables.profile()).activity).toBe('Autre chose.')
  })

  test('is taken back by its own organisation alone', async () => {
    const id = await undoing('needs').take('Produit;Quantité;Commune\nMasque FFP2;12;Foix\n')
    expect((await tables.people.machines.call('POST', tables.at('machines', id, '/undo'))).statusCode).toBe(
      404,
    )
    expect((await tables.people.machines.call('POST', tables.at('needs', id, '/undo'))).statusCode).toBe(404)
  })

  test('comes out in the shape it came in, and goes in again as it was', async () => {
    for (const kind of ['machines', 'needs'] as const) {
      const out = await tables.exported(kind)
      const again = await tables.check(kind, out)
      expect(again.faults).toEqual([])
      expect(again.rows).toBeGreaterThan(1)
      if (kind === 'needs') await bed.db().deleteFrom('need').execute()
      expect((await tables.apply(kind, again.id)).statusCode).toBe(200)
      expect(await tables.exported(kind)).toBe(out)
    }
  })
})

describeOnDatabase('a table that is sent', bed => {
  let tables: Tables
  beforeAll(async () => {
    tables = await openTables(bed)
  })
  afterAll(() => tables.api.close())

  test.each(['fr', 'en'] as const)('from the template in %s holds nothing wrong', async language => {
    for (const kind of ['machines', 'needs'] as const) {
      const template = await tables.api.anyone('GET', `/api/tables/${kind}/template?language=${language}`)
      expect(template.headers['content-type']).toContain('text/csv')
      const shown = await tables.check(kind, template.body, language)
      expect(shown).toMatchObject({ faults: [], rows: kind === 'machines' ? 3 : 2 })
    }
  })

  test('is remembered by what stood under its headings', async () => {
    const table = 'Quoi;X1;X2\nSurjeteuse;5;Foix\n'
    const first = (await tables.send('machines', table)).json<ImportShown>()
    expect(first.mapping).toEqual({ thing: 0, count: 1, commune: 2 })
    const path = tables.at('machines', first.id, '/mapping')
    await tables.people.machines.call('PUT', path, { mapping: { thing: 0, hours: 1 } })
    const second = (await tables.send('machines', table)).json<ImportShown>()
    expect(second.mapping).toMatchObject({ thing: 0, hours: 1 })
  })

  test('in the letters of Windows, with semicolons, is read as it was written', async () => {
    const bytes = Buffer.from('Mati\xe8re et m\xe9tier;Nombre;Ville\nM\xe9caniciennes;4;Fo\xefx\n', 'latin1')
    const shown = await tables.check('machines', bytes)
    expect(shown.columns[0]?.heading).toBe('Matière et métier')
    expect(shown.preview).toMatchObject([{ count: '4', commune: 'Foix (09)' }])
  })

  test('says of each wrong cell where it stands and what to write, in the reader’s language', async () => {
    const table = 'Machine;Nombre;Ville\npiqueuse cuir;4;Foix\ntulipe;0;Nulleville\n'
    const french = await tables.check('machines', table)
    expect(french.faults.map(({ line, heading }) => [line, heading])).toEqual([
      [2, 'Machine'],
      [3, 'Ville'],
      [3, 'Machine'],
      [3, 'Nombre'],
    ])
    expect(french.faults[0]?.message).toMatch(/«\spiqueuse cuir\s» peut vouloir dire plusieurs choses/)
    const english = await tables.check('machines', table, 'en')
    expect(english.faults[1]?.message).toContain('“Nulleville” is no known commune')
  })

  test('with formulas and scripts keeps them as letters, and lets no spreadsheet run them', async () => {
    const evil = '=HYPERLINK("http://exemple.fr";"ici")'
    const script = '<script>alert(1)</script>'
    const rows: Cell[][] = [
      ['Produit', 'Quantité', 'Commune', 'Précisions'],
      ['Masque FFP2', 10, 'Foix', evil],
      ['Masque FFP2', 10, 'Foix', { formula: 'HYPERLINK("http://exemple.fr")', gave: script }],
      [{ formula: 'HYPERLINK("x")', gave: script }, 10, 'Foix', '+33 5 61'],
    ]
    const shown = await tables.check('needs', xlsxOf(rows))
    expect(shown.faults).toEqual([
      { line: 4, heading: 'Produit', message: expect.stringContaining('n’est pas reconnu') },
    ])
    const right = await tables.check('needs', xlsxOf(rows.slice(0, 3)))
    await tables.apply('needs', right.id)
    const texts = await bed.db().selectFrom('need').select('text').execute()
    expect(texts.map(({ text }) => text).toSorted()).toEqual([script, evil].toSorted())
    const out = await tables.exported('needs')
    expect(out).toContain(`"'=HYPERLINK(""http://exemple.fr"";""ici"")"`)
    expect(out).not.toMatch(/(^|;)"?[=+@-]/m)
  })

  test('with letters from right to left, emoji and a cell without an end is answered', async () => {
    const table = `Produit;Quantité;Commune;Précisions\nMasque FFP2;10;Foix;‮مصنع 🧵👩🏽‍🏭\n${'a'.repeat(900_000)};10;Foix;x\n`
    const shown = await tables.check('needs', table)
    expect(shown.faults).toMatchObject([{ line: 3, heading: 'Produit' }])
    expect(shown.faults[0]?.message.length).toBeLessThan(250)
    expect(shown.preview[0]?.['text']).toBe('‮مصنع 🧵👩🏽‍🏭')
  })

  test.each([
    ['a PDF', pdfOf(['Charlotte']), 'file-no-table'],
    ['a workbook with a password', protectedOffice(), 'file-protected'],
    ['nothing', Buffer.alloc(0), 'file-no-table'],
    ['headings alone', Buffer.from('Produit;Quantité\n'), 'file-no-table'],
    ['a quote that never ends', Buffer.from(`Produit;Quantité\n"${'a\n'.repeat(600_000)}`), 'file-no-table'],
    ['too many rows', Buffer.from(`Produit;Quantité\n${'Charlotte;1\n'.repeat(10_001)}`), 'too-many-rows'],
    ['a program', Buffer.from('MZ\u0000\u0001'), 'file-unsupported'],
  ])('is refused where it is %s', async (_name, bytes, code) => {
    const answer = await tables.send('needs', bytes)
    expect(answer.json<Problem>().code).toBe(code)
    expect(answer.statusCode).toBeLessThan(500)
  })

  test('may be left, and is nobody else’s', async () => {
    const { id } = (await tables.send('needs', 'Produit;Quantité\nCharlotte;1\n')).json<ImportShown>()
    const foreign = `/api/organisations/${tables.ids.machines}/imports/${id}`
    expect((await tables.people.machines.call('GET', foreign)).statusCode).toBe(404)
    expect((await tables.people.machines.call('DELETE', foreign)).statusCode).toBe(404)
    const own = tables.at('needs', id)
    expect((await tables.people.needs.call('DELETE', own)).statusCode).toBe(204)
    expect((await tables.people.needs.call('POST', `${own}/apply`)).statusCode).toBe(404)
  })

  describe('with ten thousand rows', () => {
    test('is checked a thousand at a time and taken in seconds', async () => {
      await bed.db().deleteFrom('need').execute()
      const rows = Array.from(
        { length: 10_000 },
        (_, at) => `${at};${at % 2 ? 'Charlotte' : 'Surblouse lavable'};${at + 1};15/05/2027;Foix;porteur`,
      )
      const started = performance.now()
      const shown = await tables.check(
        'needs',
        `Référence;Produit;Quantité;Pour le;Ville;Protection\n${rows.join('\n')}\n`,
      )
      expect(shown).toMatchObject({ rows: 10_000, checked: 10_000, wrong: 0 })
      const applying = performance.now()
      expect((await tables.apply('needs', shown.id)).json()).toMatchObject({ kind: 'needs', count: 10_000 })
      expect(performance.now() - applying).toBeLessThan(10_000)
      expect(performance.now() - started).toBeLessThan(20_000)
      const undoing = performance.now()
      const undone = await tables.people.needs.call('POST', tables.at('needs', shown.id, '/undo'))
      expect(undone.json()).toEqual({ kind: 'needs', removed: 10_000, kept: 0 })
      expect(performance.now() - undoing).toBeLessThan(10_000)
    })
  })
})
