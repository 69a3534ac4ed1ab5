import { DeskRoom } from './desk/DeskRoom.tsx'
import { type RoomProps, SignedIn } from './SignedIn.tsx'

/** The desk: where the bureau's own people work. */
export function Desk(props: RoomProps) {
  return (
    <SignedIn {...props} home="/desk/" called="办件台">
      <DeskRoom />
    </SignedIn>
  )
}
