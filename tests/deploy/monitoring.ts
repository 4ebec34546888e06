/** What the alerts and the dashboard ask of Prometheus. */
import { parse } from "yaml";
import { readText } from "./files.ts";

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

export interface Expression {
  /** Of the alert or of the panel. */
  readonly name: string;
  readonly expr: string;
  /** The engine that it is about, where it is about one. */
  readonly engine: "sqlite" | "postgres" | undefined;
}

const engineOf = (section: string): Expression["engine"] => {
  if (/embedded/i.test(section)) return "sqlite";
  return /postgresql/i.test(section) ? "postgres" : undefined;
};

const groups = (parse(readText("deploy/alerts.yml")) as { groups: readonly { name: string; rules: readonly Rule[] }[] })
  .groups;

export const rules: readonly Expression[] = groups.flatMap(({ name: group, rules }) =>
  rules.map(({ alert, expr }) => ({ name: alert, expr, engine: engineOf(group) })),
);

const readPanels = (): readonly Expression[] => {
  const { panels } = JSON.parse(readText("deploy/grafana-dashboard.json")) as { panels: readonly Panel[] };
  let row = "";
  return panels.flatMap(({ type, title, targets = [] }) => {
    if (type === "row") row = title;
    return targets.map(({ expr }) => ({ name: title, expr, engine: engineOf(row) }));
  });
};

export const panels: readonly Expression[] = readPanels();
