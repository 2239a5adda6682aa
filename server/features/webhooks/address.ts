import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import type { WebhookFailure } from '@maillage/db/tables/doors.ts'

/**
 * Addresses that nobody outside may make us call: this machine, networks that are private or of one link, and what is no
 * host at all (IANA's special-purpose registries, RFC 6890 and its updates).
 */
const inside = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.ipv4.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  // All but what is given out as global: so also loopback, and addresses that hold one of IPv4 (mapped, NAT64).
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  // Of the global ones, tunnels that hold one of IPv4, documentation, and what is for protocols alone.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.ipv6.addSubnet(network, bits, 'ipv6')

/** Whether an IP address is one of the internet, and not of this machine or of a network behind it. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  return family === 4 ? !inside.ipv4.check(address, 'ipv4') : !inside.ipv6.check(address, 'ipv6')
}

/** What a name stands for: every address of it, in the order to try. */
export type Resolve = (hostname: string) => Promise<string[]>

const byTheSystem: Resolve = async hostname =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address)

/** How targets are looked at: `local` is the one origin that may be on this machine. */
export interface Looking {
  local: string | undefined
  resolve?: Resolve
}

/**
 * The address to call a target by, checked: whoever connects has to connect to this one, since a name may stand for another
 * the next time it is asked. All addresses of it have to be public, so that none of them is a way in.
 */
export async function addressOf(
  url: URL,
  { local, resolve = byTheSystem }: Looking,
): Promise<{ address: string } | { failure: WebhookFailure }> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(hostname) === 0 ? await resolve(hostname).catch(() => []) : [hostname]
  const [address] = found
  if (address === undefined) return { failure: 'unresolved' }
  return url.origin === local || found.every(isPublicAddress) ? { address } : { failure: 'private-address' }
}
