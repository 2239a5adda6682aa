import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { checkLog } from '../../commands/verify-log.ts'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { digestOf, eventTexts } from './link.ts'
import { sealEvents } from './seal.ts'
import { readLinks } from './stored-log.ts'
import { type LogReport, verifyLog } from './verify.ts'

/** The same cases in every run. */
const cases = { numRuns: 40, seed: 20_261_129 }
const EVENTS = 24

describeOnDatabase('the sealed log', bed => {
  const person = newId()
  let ids: number[] = []

  const write = (trx: Transaction<DB>, revision: number) =>
    recordEvent(trx, {
      verb: 'need.revised',
      subjectKind: 'need',
      subjectId: newId(),
      actor: person,
      organisationId: newId(),
      data: { revision },
    })
  const writeOne = (revision: number) =>
    bed
      .db()
      .transaction()
      .execute(trx => write(trx, revision))
  const verify = () =>
    bed
      .db()
      .transaction()
      .execute(trx => verifyLog(trx))

  /** Seals all there is, and says how much that was; a transaction of another database may hold it back for a moment. */
  async function sealAll(): Promise<number> {
    for (let total = 0; ; await sleep(20)) {
      total += await sealEvents(bed.db())
      if ((await verify()).tail.events === 0) return total
    }
  }

  /** What is said of the log while it is tampered with; the tampering is undone. */
  async function after(tamper: (trx: Transaction<DB>) => Promise<unknown>, known: string[] = []) {
    const undone = new Error('undone')
    let report: LogReport | undefined
    const tried = bed
      .db()
      .transaction()
      .execute(async trx => {
        await tamper(trx)
        report = await verifyLog(
          trx,
          known.map(digest => ({ position: EVENTS, digest })),
        )
        throw undone
      })
    await expect(tried).rejects.toBe(undone)
    if (!report) throw new Error('the log was not verified')
    return report
  }

  const headOf = async (db: Kysely<DB>) =>
    (await db.selectFrom('eventSealHead').select('digest').executeTakeFirstOrThrow()).digest

  beforeAll(async () => {
    await bed
      .db()
      .insertInto('user')
      .values({ id: person, name: 'Odette', email: 'odette@exemple.fr', emailVerified: true, image: null })
      .execute()
    for (let index = 0; index < EVENTS / 3; index++)
      await bed
        .db()
        .transaction()
        .execute(async trx => {
          for (const part of [0, 1, 2]) await write(trx, index * 3 + part)
        })
    await sealAll()
    ids = (await bed.db().selectFrom('event').select('id').orderBy('id').execute()).map(({ id }) => id)
  })

  test('holds every event once, in the order in which readers follow them, and nothing is found in it', async () => {
    expect(await verify()).toMatchObject({ sealed: EVENTS, faults: [], tail: { events: 0, since: null } })
    expect(await sealEvents(bed.db())).toBe(0)
  })

  const place = fc.integer({ min: 0, max: EVENTS - 1 })
  const two = fc.uniqueArray(place, { minLength: 2, maxLength: 2 })
  const id = (at: number | undefined) => ids[at ?? 0] ?? 0

  test('tells which event was removed', async () => {
    await fc.assert(
      fc.asyncProperty(place, async at => {
        const { faults } = await after(trx => trx.deleteFrom('event').where('id', '=', id(at)).execute())
        expect(faults).toMatchObject([{ kind: 'removed', event: id(at), position: at + 1 }])
      }),
      { ...cases, numRuns: 10 },
    )
  })

  test('tells which event was altered, in whichever column', async () => {
    const column = fc.constantFrom(
      sql`actor = null`,
      sql`actor = gen_random_uuid()`,
      sql`organisation_id = gen_random_uuid()`,
      sql`verb = 'need.withdrawn'`,
      sql`subject_kind = 'firm'`,
      sql`subject_id = gen_random_uuid()`,
      sql`at = at + interval '1 microsecond'`,
      sql`data = '{}'`,
      sql`data = jsonb_set(data, '{revision}', '9007199254740993')`,
      sql`data = data || '{"more": null}'`,
      sql`transaction_id = (transaction_id::text::bigint + 1)::text::xid8`,
    )
    await fc.assert(
      fc.asyncProperty(place, column, async (at, change) => {
        const { faults } = await after(trx =>
          sql`update event set ${change} where id = ${id(at)}`.execute(trx),
        )
        expect(faults).toContainEqual(
          expect.objectContaining({ kind: 'altered', event: id(at), position: at + 1 }),
        )
      }),
      cases,
    )
  })

  test('tells which event was inserted, wherever that was', async () => {
    await fc.assert(
      fc.asyncProperty(place, async at => {
        let inserted = 0
        const { faults } = await after(async trx => {
          const { rows } = await sql<{ id: number }>`
            insert into event (transaction_id, verb, subject_kind, subject_id, data)
              select (transaction_id::text::bigint - 1)::text::xid8, 'need.published', 'need', gen_random_uuid(), '{}'
              from event where id = ${id(at)} returning id`.execute(trx)
          inserted = rows[0]?.id ?? 0
        })
        expect(faults).toMatchObject([{ kind: 'unsealed', event: inserted }])
      }),
      { ...cases, numRuns: 10 },
    )
  })

  test('tells which events changed places', async () => {
    await fc.assert(
      fc.asyncProperty(two, fc.constantFrom('event', 'seal'), async ([a, b], where) => {
        const { faults } = await after(trx =>
          where === 'event'
            ? sql`update event set data = other.data, subject_id = other.subject_id from event as other
                where event.id in (${id(a)}, ${id(b)}) and other.id in (${id(a)}, ${id(b)}) and other.id <> event.id`.execute(
                trx,
              )
            : swapSeals(trx, id(a), id(b)),
        )
        for (const event of [id(a), id(b)])
          expect(faults).toContainEqual(expect.objectContaining({ kind: 'altered', event }))
      }),
      { ...cases, numRuns: 20 },
    )
  })

  async function swapSeals(trx: Transaction<DB>, a: number, b: number) {
    const swap = (from: number, to: number) =>
      trx.updateTable('eventSeal').set({ eventId: to }).where('eventId', '=', from).execute()
    await swap(a, -1)
    await swap(b, a)
    await swap(-1, b)
  }

  test('tells which seal was removed or altered', async () => {
    const change = fc.constantFrom(
      sql`delete from event_seal where`,
      sql`update event_seal set digest = repeat('a', 64) where`,
      sql`update event_seal set previous = repeat('a', 64) where`,
      sql`update event_seal set sealed_at = sealed_at - interval '1 microsecond' where`,
      sql`update event_seal set event_id = -1 where`,
    )
    await fc.assert(
      fc.asyncProperty(place, change, async (at, made) => {
        const { faults } = await after(trx => sql`${made} position = ${at + 1}`.execute(trx))
        expect(faults).toContainEqual(expect.objectContaining({ position: at + 1 }))
      }),
      { ...cases, numRuns: 40 },
    )
  })

  test('tells that its end was cut off, moved or added to', async () => {
    const cut = await after(async trx => {
      await trx
        .deleteFrom('event')
        .where('id', '=', id(EVENTS - 1))
        .execute()
      await trx.deleteFrom('eventSeal').where('position', '=', EVENTS).execute()
    })
    expect(cut.faults).toMatchObject([{ kind: 'seal-removed', position: EVENTS }])
    const moved = await after(trx => trx.updateTable('eventSealHead').set({ position: 3 }).execute())
    expect(moved.faults).toMatchObject([{ kind: 'end' }])
    const gone = await after(trx => trx.deleteFrom('eventSealHead').execute())
    expect(gone.faults).toContainEqual(expect.objectContaining({ kind: 'end' }))
    const added = await after(trx =>
      sql`insert into event_seal select position + 1, event_id + 1, digest, digest, sealed_at from event_seal
        where position = ${EVENTS}`.execute(trx),
    )
    expect(added.faults).toContainEqual(expect.objectContaining({ kind: 'end' }))
  })

  /** What somebody does who knows how the chain is made: alters an event, and seals everything after it anew. */
  async function forge(trx: Transaction<DB>, from: number) {
    await sql`update event set data = '{"revision": 0}' where id = ${id(from)}`.execute(trx)
    let previous = ''
    let digest = ''
    for await (const link of readLinks(trx)) {
      if (link.position <= from) continue
      previous = link.position === from + 1 ? link.previous : digest
      const event = await eventTexts(trx).where('event.id', '=', link.eventId).executeTakeFirstOrThrow()
      digest = digestOf({ ...link, previous }, event)
      await trx
        .updateTable('eventSeal')
        .set({ previous, digest })
        .where('position', '=', link.position)
        .execute()
    }
    return digest
  }

  test('tells that it was sealed anew from somewhere, by its end, or by a digest that was kept elsewhere', async () => {
    const kept = await headOf(bed.db())
    const careless = await after(trx => forge(trx, 5))
    expect(careless.faults).toMatchObject([{ kind: 'end' }])
    const careful = async (trx: Transaction<DB>) => {
      const digest = await forge(trx, 5)
      await trx.updateTable('eventSealHead').set({ digest }).execute()
    }
    expect((await after(careful)).faults).toEqual([])
    expect((await after(careful, [kept])).faults).toMatchObject([{ kind: 'known', position: EVENTS }])
    const halfWay = await after(async trx => {
      const link = await trx.selectFrom('eventSeal').selectAll().where('position', '=', 6).executeTakeFirst()
      await forge(trx, 5)
      if (link)
        await trx.updateTable('eventSeal').set({ previous: link.digest }).where('position', '=', 7).execute()
    })
    expect(halfWay.faults.length).toBeGreaterThan(0)
  })

  test('tells that a pseudonym was given to somebody else, and stays whole once a person is erased', async () => {
    const other = newId()
    const erase = (trx: Transaction<DB>) => trx.deleteFrom('user').where('id', '=', person).execute()
    const { faults } = await after(async trx => {
      await trx
        .insertInto('user')
        .values({ id: other, name: 'Nadir', email: 'nadir@exemple.fr', emailVerified: true, image: null })
        .execute()
      await trx.deleteFrom('pseudonym').where('userId', '=', other).execute()
      await trx.updateTable('pseudonym').set({ userId: other }).where('userId', '=', person).execute()
    })
    expect(faults).toMatchObject([{ kind: 'pseudonym' }])
    const erased = await after(async trx => {
      await erase(trx)
      expect(await trx.selectFrom('pseudonym').select('id').execute()).toEqual([])
    })
    expect(erased).toMatchObject({ sealed: EVENTS, faults: [] })
  })

  test('is told of by the command, in words or as JSON, with a code that a script can go by', async () => {
    const sound = await checkLog(bed.db(), [])
    expect(sound).toMatchObject({ ok: true, code: 0 })
    expect(sound.lines).toContain(`${EVENTS} sealed, each as it was`)
    const end = `${EVENTS}:${await headOf(bed.db())}`
    expect(sound.lines.at(-1)).toBe(`the chain ends at ${end}`)
    expect((await checkLog(bed.db(), ['--known', end])).code).toBe(0)
    const lost = await checkLog(bed.db(), ['--json', '--known', `3:${'0'.repeat(64)}`])
    expect(lost).toMatchObject({ ok: false, code: 1 })
    expect(JSON.parse(lost.lines.join('\n'))).toMatchObject({
      ok: false,
      sealed: EVENTS,
      faults: [{ kind: 'known', position: 3, event: id(2) }],
    })
    for (const wrong of [['--kown'], ['--known'], ['--known', '3']])
      expect(Object.keys(await checkLog(bed.db(), wrong))).toEqual(['ok', 'lines'])
  })

  describe('while it grows', () => {
    test('leaves what stands after a transaction that still runs for later, and says so', async ({
      skip,
    }) => {
      skip(bed.kind === 'embedded', 'it has one connection')
      const before = (await verify()).sealed
      let written: () => void = () => undefined
      let end: () => void = () => undefined
      const isWritten = new Promise<void>(resolve => (written = resolve))
      const mayEnd = new Promise<void>(resolve => (end = resolve))
      const late = bed
        .db()
        .transaction()
        .execute(async trx => {
          await write(trx, 100)
          written()
          await mayEnd
        })
      await isWritten
      await writeOne(101)
      expect(await sealEvents(bed.db())).toBe(0)
      expect((await verify()).tail).toEqual({ events: 1, since: expect.any(String) })
      end()
      await late
      expect(await sealAll()).toBe(2)
      expect(await verify()).toMatchObject({ sealed: before + 2, faults: [], tail: { events: 0 } })
    })

    test('is sealed once by several servers at once, while others write', async () => {
      const before = (await verify()).sealed
      const writes = Array.from({ length: 40 }, (_, index) => writeOne(index))
      const sealed = await Promise.all(
        Array.from({ length: 4 }, async () => {
          let total = 0
          for (let round = 0; round < 5; round++) total += await sealEvents(bed.db())
          return total
        }),
      )
      await Promise.all(writes)
      const rest = await sealAll()
      expect(sealed.reduce((sum, each) => sum + each, rest)).toBe(40)
      expect(await verify()).toMatchObject({ sealed: before + 40, faults: [], tail: { events: 0 } })
    })

    test('goes on where it stood when a server dies half-way', async () => {
      const before = (await verify()).sealed
      await sql`insert into event (verb, subject_kind, subject_id, data)
        select 'need.published', 'need', gen_random_uuid(), '{}' from generate_series(1, 1200)`.execute(
        bed.db(),
      )
      // The second batch of three meets the death of its server.
      await sql`create function die() returns trigger language plpgsql as $$
        begin raise 'the server died'; end $$`.execute(bed.db())
      await sql`create trigger dies before update on event_seal_head for each row
        when (old.position >= ${sql.lit(before + 500)}) execute function die()`.execute(bed.db())
      await expect
        .poll(() => sealEvents(bed.db()).catch(String), { timeout: 15_000 })
        .toMatch(/the server died/)
      await sql`drop trigger dies on event_seal_head`.execute(bed.db())
      expect(await verify()).toMatchObject({ sealed: before + 500, faults: [], tail: { events: 700 } })
      expect(await sealAll()).toBe(700)
      expect(await verify()).toMatchObject({ sealed: before + 1200, faults: [], tail: { events: 0 } })
    })
  })
})
