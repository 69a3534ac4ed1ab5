import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ROLES } from '#domain/access.ts'

/**
 * better-auth's own tables under better-auth's names (its adapter looks them up by them), exempt from nouns and events;
 * `role`, `org`, `suspendedAt`, `roleSince`, `demoAs` and `strong` are ours. `invitations` and `attempts` at the end are ours alone.
 */
const instant = (name: string) => integer(name, { mode: 'timestamp_ms' })
const flag = (name: string) => integer(name, { mode: 'boolean' })

export const user = sqliteTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: flag('email_verified').notNull(),
  image: text('image'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  /** True once a TOTP secret is confirmed; kept by better-auth's two-factor plugin. */
  twoFactorEnabled: flag('two_factor_enabled'),
  role: text('role', { enum: ROLES }).notNull(),
  /** `bureau`, a department id or a 9-digit street code. */
  org: text('org').notNull(),
  suspendedAt: instant('suspended_at'),
  /** Minute at which the role was changed; null while it is the one they joined with. */
  roleSince: text('role_since'),
  /** Name in the cast; only demo people have one. */
  demoAs: text('demo_as').unique(),
})

const owner = () =>
  text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' })

export const session = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: owner(),
    expiresAt: instant('expires_at').notNull(),
    /** Sign-in, by our clock: the absolute limit runs from here. */
    createdAt: instant('created_at').notNull(),
    /** Last seen, by our clock, to the minute: the idle limit runs from here. */
    updatedAt: instant('updated_at').notNull(),
    /** better-auth wants the columns; they stay empty. */
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** Opened with a second factor (or the demo door), so that more than enrolment is allowed. */
    strong: flag('strong'),
  },
  (table) => [index('session_user').on(table.userId)],
)

export const account = sqliteTable(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: owner(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    /** scrypt with a salt of its own. */
    password: text('password'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('account_user').on(table.userId)],
)

export const verification = sqliteTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
)

export const twoFactor = sqliteTable(
  'two_factor',
  {
    id: text('id').primaryKey(),
    /** Encrypted under a key outside the database, as are the recovery codes. */
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: owner(),
    verified: flag('verified'),
    failedVerificationCount: integer('failed_verification_count'),
    lockedUntil: instant('locked_until'),
  },
  (table) => [index('two_factor_secret').on(table.secret), index('two_factor_user').on(table.userId)],
)

export const passkey = sqliteTable(
  'passkey',
  {
    id: text('id').primaryKey(),
    name: text('name'),
    publicKey: text('public_key').notNull(),
    userId: owner(),
    credentialID: text('credential_id').notNull(),
    counter: integer('counter').notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: flag('backed_up').notNull(),
    transports: text('transports'),
    createdAt: instant('created_at'),
    aaguid: text('aaguid'),
  },
  (table) => [index('passkey_user').on(table.userId), index('passkey_credential').on(table.credentialID)],
)

/** Invitations to join the staff. Whoever holds the token may use it once; only its hash is kept. */
export const invitations = sqliteTable('invitations', {
  tokenHash: text('token_hash').primaryKey(),
  /** The account it makes, or makes anew when it is there already. */
  userId: text('user_id').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  org: text('org').notNull(),
  /** null on the first administrator's: they say who they are when they accept. */
  name: text('name'),
  email: text('email'),
  /** Last day it can be used. */
  expiresOn: text('expires_on').notNull(),
  usedOn: text('used_on'),
  /** The grant behind it: the link opens once that is confirmed. null: none was needed (the first administrator). */
  grantId: text('grant_id'),
})

/** Verifications per account, by keyed hash of its e-mail; rows older than an hour mean nothing and are removed. */
export const attempts = sqliteTable('attempts', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  since: instant('since').notNull(),
})
