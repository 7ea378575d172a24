// Reads questions from standard input, a line of JSON each, and answers in order.
import { createInterface } from "node:readline";

export async function answerWith(answer) {
  for await (const line of createInterface({ input: process.stdin })) {
    let reply;
    try {
      reply = { answer: await answer(JSON.parse(line)) };
    } catch (error) {
      reply = { error: error.stack };
    }
    process.stdout.write(JSON.stringify(reply) + "\n");
  }
}
