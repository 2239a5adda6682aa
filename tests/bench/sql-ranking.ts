/**
 * The ranking that somebody would write without an engine: one SQL query that scores every single firm for a need and
 * takes the best fifty.
 *
 * The same as the engine's first stage: recipes that reach the claim, firms that can do an operation of the item as they
 * stand or after one change, refusals (eligible structures, minimum order, unwilling, too late), the ten criteria by the
 * same formulas for one firm, where a table has what they read, and the buyer's weights.
 *
 * Less than the engine: single firms only; the item's own operations, never those of inputs, nor work by hand; each operation has machines
 * and people for itself, so that who cuts and sews is counted twice; no ramp-up, closed weeks, second site or clean room
 * of another site; a proof is held or not, never obtainable in time; cost and sustainability stand on what was invested
 * and on where the firm is; no reason, no assignment, no date, nothing about who was left out.
 */
import { dayOf } from '@maillage/matching/dates.ts'
import { kilometresPerDay, proximityScale, roadFactor } from '@maillage/matching/defaults.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Reference } from '@maillage/matching/reference.ts'
import { criterionIds, weightsFor } from '@maillage/matching/weights.ts'
import type pg from 'pg'
import { recipesFor } from './facts.ts'

/** Materialised where PostgreSQL would work a distance out again for each use of it. */
const query = `
with operation as (
  select * from unnest($1::integer[], $2::integer[], $3::integer[]) as operation (recipe, id, of)
), tranche as (
  select * from unnest($4::float8[], $5::float8[], $26::float8[]) as tranche (days, quantity, cumulated)
), proven as (
  select firm, sum(value - 0.4) as gain from (
    select firm, norm, max(case status when 'verified' then 1 when 'declared' then 0.9 else 0.4 end) as value
    from proof
    where norm = any ($14::text[]) and (item is null or item = $6) and coalesce(valid_until, 'infinity') >= $13::date
    group by firm, norm
  ) as best group by firm
), able as (
  select recipe, firm, count(*)::float8 / of as coverage, avg(direct::integer) as direct,
    min(weekly_units) as weekly_units, max(days) as days, sum(keuro) as keuro
  from operation join capability on operation = id
  group by recipe, of, firm
), measured as materialized (
  select able.*, firm.*, kilometres, able.days + greatest(1, ceil(kilometres / ${kilometresPerDay})) as first_day,
    array[$6::text, $7::text] && willing as wished
  from able join firm on number = firm,
    lateral (select ${2 * 6371 * roadFactor} * asin(least(1, sqrt(
      sin(radians($8 - latitude) / 2) ^ 2
      + cos(radians(latitude)) * cos(radians($8)) * sin(radians($9 - longitude) / 2) ^ 2))) as kilometres) as road
  where (cardinality($10::text[]) = 0 or structure = any ($10))
    and coalesce(minimum_order, 0) <= $11::float8
    and not array[$6, $7] && unwilling
    and able.days + 1 <= $12::float8
), judged as materialized (
  select firm, coverage, first_day,
    (select sum(quantity * least(1, greatest(0, tranche.days - first_day) / 7 * weekly_units / cumulated))
      from tranche) / $11 as capacity,
    first_day + 7 * $11 / weekly_units as last_day,
    coalesce(0.4 + coalesce(gain, 0) / nullif(cardinality($14), 0), 1) as compliance,
    0.45 * direct + 0.25 + 0.15 * case when wished then 1 when willing = '{}' then 0.5 else 0 end as know_how,
    exp(-kilometres / ${proximityScale}) as proximity,
    0.5 * people / (people + 15.0) + 0.5 * inclusive::integer as jobs,
    (department = any ($15::text[]))::integer as sustainability,
    0.36 * coalesce(greatest(0.2, least(1, 1 - 0.8 * ($13::date - confirmed - 90) / 275.0)), 0.2)
      + 0.12 * verified::integer + 0.06 + 0.32 as reliability,
    1 / (1 + keuro * 1000 / $11) as cost
  from measured left join proven using (firm)
), scored as (
  select firm,
    coverage * $16::float8 + capacity * $17::float8
    + case when last_day <= $12 then 0.7 + 0.3 * least(1, ($12 - last_day) / $12 / 0.25)
        else greatest(0, 0.7 * (1 - (last_day - $12) / $12)) end * $18::float8
    + compliance * $19::float8 + know_how * $20::float8 + proximity * $21::float8 + jobs * $22::float8 + sustainability * $23::float8
    + reliability * $24::float8 + cost * $25::float8 as score
  from judged
)
select firm, max(score) as score from scored group by firm order by score desc, firm limit 50`

/** Ranks firms for needs by the query, over the tables of one database. `today`: the day it is about. */
export function sqlRanking(client: pg.Client, reference: Reference, today: string, departments: string[]) {
  return async (need: Need): Promise<number[]> => {
    const recipes = recipesFor(reference, need)
    const operations = recipes.flatMap((list, recipe) =>
      list.map(({ index }) => ({ recipe, index, of: list.length })),
    )
    const days = need.schedule.map(({ due }) => dayOf(due) - dayOf(today))
    const item = 'item' in need.subject ? need.subject.item : (recipes[0]?.[0]?.item.id ?? '')
    const weights = weightsFor(need.buyerKind, need.weights)
    const { rows } = await client.query<{ firm: number }>({
      name: 'rank',
      text: query,
      values: [
        operations.map(({ recipe }) => recipe),
        operations.map(({ index }) => index),
        operations.map(({ of }) => of),
        days,
        need.schedule.map(({ quantity }) => quantity),
        item,
        reference.items.get(item)?.family ?? '',
        need.place.latitude,
        need.place.longitude,
        need.reservedFor,
        need.quantity,
        Math.max(...days),
        today,
        need.norms,
        departments,
        ...criterionIds.map(id => weights[id]),
        need.schedule.map((_, at) =>
          need.schedule.slice(0, at + 1).reduce((sum, each) => sum + each.quantity, 0),
        ),
      ],
    })
    return rows.map(({ firm }) => firm)
  }
}
