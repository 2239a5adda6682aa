/**
 * The `config` of a route that one address of the network may call so many times a minute. Counted by each server for
 * itself: many people may share one address, so limits stop hammering, and the cost of argon2id does the rest.
 */
export function perMinute(max: number) {
  return { rateLimit: { max, timeWindow: '1 minute' } }
}
