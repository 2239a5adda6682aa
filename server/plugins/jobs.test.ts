import Fastify from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeOnBoth } from '../../tests/support/bed.ts'
import { database } from './database.ts'
import { jobs } from './jobs.ts'
import { metrics } from './metrics.ts'

const patient = { timeout: 15_000 }

describeOnBoth('background jobs', bed => {
  const open = async () => {
    const app = Fastify()
    await app.register(metrics)
    await app.register(database, { connection: bed.connection() })
    await app.register(jobs)
    return app
  }
  let app: Awaited<ReturnType<typeof open>>
  const send = (...ids: string[]) =>
    app.db.transaction().execute(async trx => {
      for (const mailId of ids) await app.sendJob(trx, 'send-mail', { mailId })
    })

  beforeEach(async () => {
    app = await open()
  })
  afterEach(() => app.close())

  test('sent in one transaction are all done, once each, soon after it', async () => {
    const done: string[] = []
    await app.handleJobs('send-mail', async ({ mailId }) => void done.push(mailId))
    const ids = Array.from({ length: 45 }, (_, index) => `a${index}`)
    await send(...ids)
    await expect.poll(() => done.length, { timeout: 4500 }).toBe(45)
    expect(done.toSorted()).toEqual(ids.toSorted())
  })

  test('that fail stop no other, and are tried again', async () => {
    const tries: string[] = []
    await app.handleJobs('send-mail', async ({ mailId }) => {
      tries.push(mailId)
      if (mailId === 'b2' && tries.filter(id => id === 'b2').length < 2) throw new Error('not today')
    })
    await send('b1', 'b2', 'b3')
    await expect.poll(() => tries.toSorted(), patient).toEqual(['b1', 'b2', 'b2', 'b3'])
    expect(tries.slice(0, 3).toSorted()).toEqual(['b1', 'b2', 'b3'])
    const figures = await app.inject('/metrics')
    expect(figures.body).toContain('maillage_jobs_total{queue="send-mail",outcome="done"} 3')
    expect(figures.body).toContain('maillage_jobs_total{queue="send-mail",outcome="failed"} 1')
  })

  test('sent in a transaction that was rolled back were never sent', async () => {
    const done: string[] = []
    await app.handleJobs('send-mail', async ({ mailId }) => void done.push(mailId))
    const rolledBack = app.db.transaction().execute(async trx => {
      await app.sendJob(trx, 'send-mail', { mailId: 'c1' })
      throw new Error('changed my mind')
    })
    await expect(rolledBack).rejects.toThrow('changed my mind')
    await send('c2')
    await expect.poll(() => done, patient).toEqual(['c2'])
  })

  test('sent while no server worked are done by the next one', async () => {
    await send('d1', 'd2')
    await app.close()
    app = await open()
    const done: string[] = []
    await app.handleJobs('send-mail', async ({ mailId }) => void done.push(mailId))
    await expect.poll(() => done.toSorted(), patient).toEqual(['d1', 'd2'])
  })
})
