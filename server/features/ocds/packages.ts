import { SIREN_SCHEME } from './parts.ts'
import { compiledOf } from './releases.ts'
import type { RecordPackage, Release, ReleasePackage } from './schemas.ts'

/** Who publishes: the region's operator, or this platform where it has none yet. */
export interface Publisher {
  name: string
  siren: string | null
}

/** What a package is told of its publication. */
export interface Packaging {
  /** Where this very package is read. */
  uri: string
  publicUrl: string
  publisher: Publisher
}

/** Licence Ouverte of the French State (Etalab), which its reuse of public data names (D323-2-1 CRPA). */
const LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence'

function packaged({ uri, publicUrl, publisher: { name, siren } }: Packaging, releases: readonly Release[]) {
  return {
    uri,
    version: '1.1' as const,
    // Made on demand: the date of the last change in it.
    publishedDate: releases.reduce((last, { date }) => (date > last ? date : last), ''),
    publisher: { name, ...(siren !== null && { scheme: SIREN_SCHEME, uid: siren }), uri: publicUrl },
    license: LICENCE,
    publicationPolicy: `${publicUrl}/open-data`,
  }
}

/** Releases as they are published; undefined where there is none, since a package holds one at least. */
export function releasePackage(packaging: Packaging, releases: Release[]): ReleasePackage | undefined {
  return releases.length === 0 ? undefined : { ...packaged(packaging, releases), releases }
}

/** Processes with their releases and what they have come to. `packages`: where their releases are read. */
export function recordPackage(
  packaging: Packaging,
  packages: string[],
  processes: Release[][],
): RecordPackage | undefined {
  const records = processes.flatMap(releases => {
    const compiledRelease = compiledOf(releases)
    return compiledRelease ? [{ ocid: compiledRelease.ocid, releases, compiledRelease }] : []
  })
  if (records.length === 0) return undefined
  return { ...packaged(packaging, processes.flat()), packages, records }
}
