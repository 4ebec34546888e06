// REST24
it("per cent, underscore, star and backslash in a filter match themselves", async () => {
  const names = ["wild%card", "wildXcard", "wild_card", "wild*card", "wild\\card", "wild[a-z]card"];
  for (const name of names) await roster.request("POST", "/api/users", { key, body: { name, age: 1 } });
  for (const name of names.filter((each) => each !== "wildXcard")) {
    const path = `/api/users?name=${encodeURIComponent(name.slice(0, 5))}`;
    expect((await roster.request("GET", path)).json).toMatchObject([{ name }]);
  }
});

it("markup in a name comes back as JSON that no browser takes for a page", async () => {
  const name = "<script>alert(document.domain)</script>";
  const created = await roster.request("POST", "/api/users", { key, body: { name, age: 1 } });
  const answer = await roster.request("GET", created.headers.get("location") ?? "", {
    headers: { accept: "text/html" },
  });
  expect(answer.json).toMatchObject({ name });
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  const missing = await roster.request("GET", `/${encodeURIComponent(name)}`);
  expect(missing.headers.get("content-type")).toMatch(/^application\/problem\+json/);
});
