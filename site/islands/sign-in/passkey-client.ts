import { post } from '../../client.ts'

/**
 * Passkeys: the server's options as JSON, the browser's ceremony, and what it answers as JSON.
 * @throws DOMException `NotAllowedError` when the person gave up
 */
export async function registerPasskey(name: string): Promise<void> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>('/api/auth/passkey/registration-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await post('/api/auth/passkey/registration', { response: made.toJSON(), name })
}

export async function signInWithPasskey(): Promise<void> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>('/api/auth/passkey/sign-in-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  await post('/api/auth/passkey/sign-in', { response: shown.toJSON() })
}

export const canUsePasskey = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential
