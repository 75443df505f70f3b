import { ChatClient, type Session } from '@chat/client'

let kept: Session | undefined
const vault = { read: () => kept, write: (session?: Session) => void (kept = session) }
const chat = new ChatClient(vault, { base: process.argv[2] ?? 'http://localhost:8080' })

await chat.sessions.startGuest('Calm Otter')
const { id, code } = await chat.createRoom('Tea in the garden')
console.log('the code for others:', code)

chat.live.watch((state) => console.log('the connection is', state))
chat.live.connect()
const room = chat.openRoom(id, () => {
  const last = room.view.messages.at(-1)
  if (last) console.log(`${last.seq} ${last.sender.name}: ${last.text}`)
})
chat.outbox.add({ room: id, text: 'hello' })

await new Promise((resolve) => setTimeout(resolve, 5_000)) // whatever others say meanwhile is shown
room.close()
chat.live.close()
