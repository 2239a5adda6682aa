/** The tables that one SQL query ranks firms from: firms × operations worked out beforehand, proofs, refusals. */
import type { Firm } from '@maillage/matching/supply.ts'
import { inclusiveStructures } from '@maillage/matching/firm.ts'
import type pg from 'pg'
import type { Fact } from './facts.ts'

const tables = `
  create table firm (
    number integer primary key, latitude float8 not null, longitude float8 not null, department text not null,
    structure text not null, inclusive boolean not null, verified boolean not null, people integer not null,
    minimum_order integer, confirmed date, willing text[] not null, unwilling text[] not null
  );
  create table capability (
    operation integer not null, firm integer not null, direct boolean not null, weekly_units float8 not null,
    days integer not null, keuro float8 not null
  );
  create table proof (
    firm integer not null, norm text not null, item text, valid_until date, status text not null
  )`

/** What the query walks: all firms of an operation without a look at the table, and all proofs of a norm. */
const indexes = `
  create unique index on capability (operation, firm) include (direct, weekly_units, days, keuro);
  create index on proof (norm) include (firm, item, valid_until, status);
  vacuum analyze firm; vacuum analyze capability; vacuum analyze proof`

/** Rows sent at once. */
const batch = 20_000

/** Fills the tables and makes their indexes. Returns how many firm × operation rows there are. */
export async function fillTables(
  client: pg.Client,
  firms: Firm[],
  factsOf: (firm: Firm) => Fact[],
): Promise<number> {
  await client.query(tables)
  let rows: [number, Fact][] = []
  let count = 0
  const flush = async () => {
    count += rows.length
    await client.query(
      `insert into capability
      select * from unnest($1::integer[], $2::integer[], $3::boolean[], $4::float8[], $5::integer[], $6::float8[])`,
      [
        rows.map(([, { operation }]) => operation),
        rows.map(([number]) => number),
        rows.map(([, { direct }]) => direct),
        rows.map(([, { weeklyUnits }]) => Math.min(weeklyUnits, 1e12)),
        rows.map(([, { days }]) => Math.ceil(days)),
        rows.map(([, { keuro }]) => keuro),
      ],
    )
    rows = []
  }
  for (const [number, firm] of firms.entries()) {
    for (const fact of factsOf(firm)) rows.push([number, fact])
    if (rows.length >= batch) await flush()
  }
  await flush()
  await fillFirms(client, firms)
  for (const statement of indexes.split(';')) await client.query(statement)
  return count
}

async function fillFirms(client: pg.Client, firms: Firm[]): Promise<void> {
  const rows = firms.map((firm, number) => {
    const [site] = firm.sites
    if (site === undefined) throw new Error(`Firm ${firm.id} has no site`)
    const people = firm.sites
      .flatMap(({ workforce }) => workforce)
      .reduce((sum, each) => sum + each.people, 0)
    return {
      number,
      latitude: site.place.latitude,
      longitude: site.place.longitude,
      department: site.place.department,
      structure: firm.structure,
      inclusive: inclusiveStructures.has(firm.structure),
      verified: firm.verified,
      people,
      minimum_order: firm.minimumOrder,
      confirmed: firm.confirmedAt,
      willing: firm.willing,
      unwilling: firm.unwilling,
    }
  })
  const proofs = firms.flatMap(({ certificates }, firm) =>
    certificates.map(({ norm, item, validUntil, status }) => ({
      firm,
      norm,
      item,
      valid_until: validUntil,
      status,
    })),
  )
  for (const [table, list] of [
    ['firm', rows],
    ['proof', proofs],
  ] as const) {
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(list),
    ])
  }
}
