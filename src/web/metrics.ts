/**
 * Counters, gauges and histograms in the text format of Prometheus.
 * Label sets are few and fixed by the code that counts, so nothing here grows with traffic.
 */
type Labels = Readonly<Record<string, string>>;

export interface Counter {
  add(labels?: Labels, amount?: number): void;
}
export interface Histogram {
  observe(value: number, labels?: Labels): void;
}
export interface Metrics {
  counter(name: string, help: string): Counter;
  /** `read` is asked at every scrape; a reading that fails is left out of that scrape. */
  gauge(name: string, help: string, read: () => Promise<number> | number): void;
  /** `bounds` ascending, without infinity. */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram;
  text(): Promise<string>;
}

type Lines = () => Promise<string[]>;

export function createMetrics(): Metrics {
  const families: Lines[] = [];
  const open = (name: string, kind: string, help: string, lines: () => Promise<string[]> | string[]) => {
    families.push(async () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...(await lines())]);
  };

  return {
    counter(name, help) {
      const values = new Map<string, number>([["", 0]]);
      open(name, "counter", help, () => {
        const labelled = [...values].filter(([key]) => key !== "" || values.size === 1 || values.get("") !== 0);
        return labelled.map(([key, value]) => `${name}${key} ${value}`);
      });
      return {
        add(labels = {}, amount = 1) {
          const key = written(labels);
          values.set(key, (values.get(key) ?? 0) + amount);
        },
      };
    },

    gauge(name, help, read) {
      open(name, "gauge", help, async () => {
        const value = await Promise.resolve()
          .then(read)
          .catch(() => null);
        return value === null ? [] : [`${name} ${value}`];
      });
    },

    histogram(name, help, bounds) {
      const series = new Map<string, { labels: Labels; counts: number[]; sum: number; count: number }>();
      open(name, "histogram", help, () =>
        [...series.values()].flatMap(({ labels, counts, sum, count }) => [
          ...bounds.map((bound, at) => `${name}_bucket${written({ ...labels, le: String(bound) })} ${counts[at]}`),
          `${name}_bucket${written({ ...labels, le: "+Inf" })} ${count}`,
          `${name}_sum${written(labels)} ${sum}`,
          `${name}_count${written(labels)} ${count}`,
        ]),
      );
      return {
        observe(value, labels = {}) {
          const key = written(labels);
          const one = series.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, count: 0 };
          series.set(key, one);
          one.sum += value;
          one.count += 1;
          bounds.forEach((bound, at) => {
            if (value <= bound) one.counts[at] = (one.counts[at] ?? 0) + 1;
          });
        },
      };
    },

    async text() {
      const blocks = await Promise.all(families.map((lines) => lines()));
      return `${blocks.flat().join("\n")}\n`;
    },
  };
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
