import { newId } from '../../ids.ts'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { describeOnBoth } from '../../../tests/support/bed.ts'

describeOnBoth('the ledger of stocks in the database', bed => {
  const owner = newId()
  const lot = newId()
  const [north, south] = [newId(), newId()]

  beforeAll(async () => {
    await sql`insert into organisation (id, name, roles, structure, buyer_regime, buyer_kind, siren)
      values (${owner}, 'CH de Foix', '{buyer}', 'public-body', 'public', 'hospital', '552100554')`.execute(
      bed.db(),
    )
    for (const [id, name] of [
      [north, 'Nord'],
      [south, 'Sud'],
    ])
      await sql`insert into depot (id, organisation_id, name, commune, department, latitude, longitude, precision)
        values (${id}, ${owner}, ${name}, '09122', '09', 42.97, 1.6, 'commune')`.execute(bed.db())
    await sql`insert into stock_lot (id, organisation_id, item, number, maker, regime)
      values (${lot}, ${owner}, 'gown-washable', 'L-1', 'Confection de Foix', 'normal')`.execute(bed.db())
  })

  const move = async (
    kind: string,
    quantity: number,
    [from, fromDepot]: [string, string | null],
    [to, toDepot]: [string, string | null],
    reverses: string | null = null,
  ) => {
    const id = newId()
    await sql`insert into stock_movement
      (id, organisation_id, kind, lot_id, quantity, from_account, from_depot_id, to_account, to_depot_id, day, reverses_id)
      values (${id}, ${owner}, ${kind}, ${lot}, ${quantity}, ${from}, ${fromDepot}, ${to}, ${toDepot}, '2026-12-01',
        ${reverses})`.execute(bed.db())
    return id
  }
  const balances = async () =>
    new Map(
      (await bed.db().selectFrom('stockBalance').selectAll().execute()).map(row => [
        `${row.account} ${row.depotId ?? ''}`.trim(),
        row.quantity,
      ]),
    )

  test('always balances, lets no place fall below nothing, and is never changed, whoever writes', async () => {
    const received = await move('in', 10, ['supplier', null], ['depot', north])
    await move('transfer', 4, ['depot', north], ['transit', south])
    await move('out', 6, ['depot', north], ['consumed', null])
    expect(Object.fromEntries(await balances())).toEqual({
      supplier: -10,
      consumed: 6,
      [`depot ${north}`]: 0,
      [`transit ${south}`]: 4,
    })
    for (const take of [
      () => move('out', 1, ['depot', north], ['consumed', null]),
      () => move('out', 1, ['depot', south], ['consumed', null]),
      () => move('arrival', 5, ['transit', south], ['depot', south]),
      // Taken back, and no longer there.
      () => move('in', 10, ['depot', north], ['supplier', null], received),
    ])
      await expect(take()).rejects.toThrow('stock_balance_place_check')
    await expect(move('in', 0, ['supplier', null], ['depot', north])).rejects.toThrow('quantity_check')
    await expect(move('out', 1, ['depot', north], ['lost', null])).rejects.toThrow(
      'stock_movement_kind_check',
    )
    await expect(move('in', 1, ['supplier', null], ['depot', null])).rejects.toThrow(
      'stock_movement_depot_check',
    )
    await expect(move('out', 5, ['consumed', null], ['depot', north], received)).rejects.toThrow(
      'a reversal is the contrary of what it reverses',
    )
    for (const change of [
      sql`update stock_movement set quantity = 9 where id = ${received}`,
      sql`delete from stock_movement where id = ${received}`,
    ])
      await expect(change.execute(bed.db())).rejects.toThrow('never changed, only reversed')
    const { rows } = await sql`select sum(quantity)::integer as sum from stock_balance`.execute(bed.db())
    expect(rows).toEqual([{ sum: 0 }])
  })
})
