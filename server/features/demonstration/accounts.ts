import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Kysely, Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { demonstrationAddress } from './addresses.ts'

/** The seats of the demonstration, by the role one takes in it; a colleague of the buyer holds the second part of a key. */
export const seats = ['firm', 'buyer', 'operator', 'colleague'] as const
export type Seat = (typeof seats)[number]

/** Invented people, and what entering as each is good for. */
export const people: Record<Seat, { name: string; description: Text }> = {
  firm: {
    name: 'Maëlle Rouquette',
    description: {
      fr: 'Un tisseur de sièges de voiture en difficulté : ce qu’il pourrait fabriquer, et les besoins qui lui conviennent.',
      en: 'A weaver of car-seat fabric in difficulty: what it could make, and the needs that suit it.',
    },
  },
  buyer: {
    name: 'Denis Carrère',
    description: {
      fr: 'Un hôpital qui publie ses besoins, et voit aussitôt qui pourrait les fabriquer.',
      en: 'A hospital that posts its needs, and sees at once who could make them.',
    },
  },
  operator: {
    name: 'Solène Ferrand',
    description: {
      fr: 'L’opérateur régional : la carte, ce que la région sait faire, et ce que personne ne fait encore.',
      en: 'The regional operator: the map, what the region can make, and what nobody makes yet.',
    },
  },
  colleague: {
    name: 'Claire Estève',
    description: {
      fr: 'La pharmacienne du même hôpital : elle tient la seconde part de la clé qui ouvre les offres.',
      en: 'The pharmacist of the same hospital: she holds the second part of the key that opens offers.',
    },
  },
}

/** The person of a seat, or undefined where there is no demonstration here. */
export function findSeat(db: Kysely<DB>, seat: Seat): Promise<{ id: string } | undefined> {
  return db.selectFrom('user').select('id').where('email', '=', demonstrationAddress(seat)).executeTakeFirst()
}

/** The organisation each seat belongs to, for those that are there. */
export async function organisationsBySeat(db: Kysely<DB>): Promise<Partial<Record<Seat, string>>> {
  const rows = await db
    .selectFrom('user')
    .innerJoin('member', 'member.userId', 'user.id')
    .innerJoin('organisation', 'organisation.id', 'member.organisationId')
    .select(['user.email', 'organisation.name'])
    .where('user.email', 'in', seats.map(demonstrationAddress))
    .where('organisation.demonstration', '=', true)
    .execute()
  return Object.fromEntries(
    seats.flatMap(seat => {
      const row = rows.find(({ email }) => email === demonstrationAddress(seat))
      return row ? [[seat, row.name]] : []
    }),
  )
}

/** One line a seat, for the person who starts the server: role, person, organisation. */
export async function listAccounts(db: Kysely<DB>): Promise<string[]> {
  const organisations = await organisationsBySeat(db)
  return seats.map(seat => `${seat.padEnd(10)}${people[seat].name.padEnd(20)}${organisations[seat] ?? ''}`)
}

/** The person of a seat, made where it is missing, as owner of its organisation. */
async function seatPerson(trx: Transaction<DB>, seat: Seat, organisationId: string): Promise<string> {
  const found = await findSeat(trx, seat)
  const id = found?.id ?? newId()
  if (!found) {
    const { name } = people[seat]
    const email = demonstrationAddress(seat)
    await trx.insertInto('user').values({ id, name, email, emailVerified: true, image: null }).execute()
  }
  await trx
    .insertInto('member')
    .values({ organisationId, userId: id, role: 'owner' })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return id
}

/**
 * Gives each seat its person, owner of its organisation, where they are missing. They have no password: one enters in
 * one click, and only where there is a demonstration. Returns their ids.
 */
export async function createDemonstrationAccounts(
  trx: Transaction<DB>,
  { firm, buyer, operator, colleague }: Record<Seat, string>,
): Promise<Record<Seat, string>> {
  return {
    firm: await seatPerson(trx, 'firm', firm),
    buyer: await seatPerson(trx, 'buyer', buyer),
    operator: await seatPerson(trx, 'operator', operator),
    colleague: await seatPerson(trx, 'colleague', colleague),
  }
}
