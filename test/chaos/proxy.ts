// A wire between the bot and Slack that can be cut, or go dead without either end hearing of it.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface SlackProxy {
  url: string;
  /** Where it leads; calls before it is set are refused. */
  leadTo(port: number): void;
  /** Every connection is reset; new ones go through. */
  cut(): void;
  /** Every connection stays open and carries nothing any more; new ones go through. */
  deaden(): void;
  close(): void;
}

interface Wire {
  near: Socket;
  far: Socket;
}

export async function openProxy(): Promise<SlackProxy> {
  const wires = new Set<Wire>();
  let target: number | undefined;
  const server = createServer((near) => {
    if (target === undefined) return void near.destroy();
    const wire = { near, far: connect(target, "127.0.0.1") };
    wires.add(wire);
    near.pipe(wire.far).pipe(near);
    for (const end of [near, wire.far]) {
      end.on("error", () => {});
      end.on("close", () => {
        near.destroy();
        wire.far.destroy();
        wires.delete(wire);
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const reset = ({ near, far }: Wire) => {
    near.resetAndDestroy();
    far.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(port) {
      target = port;
    },
    cut: () => wires.forEach(reset),
    deaden() {
      for (const { near, far } of wires) {
        near.unpipe(far);
        far.unpipe(near);
        // Read on and dropped: a full buffer would tell the other end that something is wrong.
        near.resume();
        far.resume();
      }
    },
    close() {
      wires.forEach(reset);
      server.close();
    },
  };
}
