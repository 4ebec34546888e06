package main

import (
	"cmp"
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"strings"

	"example.com/first-program/roster"
	"github.com/google/uuid"
	"github.com/oapi-codegen/runtime/types"
)

var next = regexp.MustCompile(`[?&]cursor=([\w.-]+)[^>]*>; rel="next"`)

// dataOf is what was answered; the program ends where that is a problem.
func dataOf[Data any](data *Data, answer *http.Response) Data {
	if data == nil {
		log.Fatalf("%s %s: %s", answer.Request.Method, answer.Request.URL, answer.Status)
	}
	return *data
}

// refusalOf is the problem that was answered, in one line; the program ends where there is none.
func refusalOf(answered *roster.Problem, answer *http.Response) string {
	problem := dataOf(answered, answer)
	parts := []string{fmt.Sprint(problem.Status, " ", problem.Type)}
	if problem.Errors != nil {
		for _, field := range *problem.Errors {
			place := cmp.Or(textOf(field.Pointer), textOf(field.Parameter), textOf(field.Header))
			parts = append(parts, place+" "+field.Code)
		}
	}
	return strings.Join(parts, ", ")
}

// to is a pointer to a value: a field that may be absent is one.
func to[Value any](value Value) *Value {
	return &value
}

// textOf is the text of a field that may be absent.
func textOf[Text ~string](text *Text) string {
	if text == nil {
		return ""
	}
	return string(*text)
}

// must ends the program where nothing was answered.
func must[Answer any](answer Answer, err error) Answer {
	if err != nil {
		log.Fatal(err)
	}
	return answer
}

func inWords(user roster.User) string {
	return fmt.Sprintf("%s, %d", user.Name, user.Age)
}

func namesOf(users []roster.User) string {
	names := []string{}
	for _, user := range users {
		names = append(names, user.Name)
	}
	return strings.Join(names, ", ")
}

func main() {
	ctx := context.Background()
	sendKey := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("ROSTER_KEY"))
		return nil
	}
	address := cmp.Or(os.Getenv("ROSTER_URL"), "http://localhost:5000")
	client := must(roster.NewClientWithResponses(address, roster.WithRequestEditorFn(sendKey)))

	// List, page by page: the cursor of the next one is in Link.
	users := []roster.User{}
	query := &roster.ListUsersParams{Limit: to(int32(1))}
	for {
		page := must(client.ListUsersWithResponse(ctx, query))
		users = append(users, dataOf(page.JSON200, page.HTTPResponse)...)
		cursor := next.FindStringSubmatch(page.HTTPResponse.Header.Get("Link"))
		if cursor == nil {
			break
		}
		query.Cursor = &cursor[1]
	}
	fmt.Println("listed:", namesOf(users))

	// Filter.
	found := must(client.ListUsersWithResponse(ctx, &roster.ListUsersParams{Name: to("al")}))
	fmt.Println("filtered:", namesOf(dataOf(found.JSON200, found.HTTPResponse)))

	// Create. Whoever repeats this with the same key creates nobody twice.
	once := &roster.CreateUserParams{IdempotencyKey: to(uuid.NewString())}
	created := must(client.CreateUserWithResponse(ctx, once, roster.NewUser{Name: "Carol", Age: 41}))
	carol := dataOf(created.JSON201, created.HTTPResponse)
	fmt.Println("created:", inWords(carol))

	// Read, and keep the entity tag.
	read := must(client.GetUserWithResponse(ctx, carol.Id, nil))
	fmt.Println("read:", inWords(dataOf(read.JSON200, read.HTTPResponse)))
	asRead := &roster.UpdateUserParams{IfMatch: to(read.HTTPResponse.Header.Get("ETag"))}

	// Change what was read. The second change is refused: the tag stands for Carol as she was before the first.
	changed := must(client.UpdateUserWithResponse(ctx, carol.Id, asRead, roster.UserPatch{Age: to(int32(42))}))
	fmt.Println("changed:", inWords(dataOf(changed.JSON200, changed.HTTPResponse)))
	outdated := must(client.UpdateUserWithResponse(ctx, carol.Id, asRead, roster.UserPatch{Age: to(int32(43))}))
	fmt.Println("outdated:", refusalOf(outdated.ApplicationproblemJSON412, outdated.HTTPResponse))

	// Every invalid field is named, in a query and in a body.
	beyond := &roster.ListUsersParams{Limit: to(int32(501)), MinAge: to(int32(151))}
	tooMany := must(client.ListUsersWithResponse(ctx, beyond))
	fmt.Println("invalid query:", refusalOf(tooMany.ApplicationproblemJSON400, tooMany.HTTPResponse))
	tooOld := must(client.CreateUserWithResponse(ctx, nil, roster.NewUser{Name: "Dave", Age: 151}))
	fmt.Println("invalid body:", refusalOf(tooOld.ApplicationproblemJSON400, tooOld.HTTPResponse))

	// Store a contact and read it. No two users have the same e-mail address.
	content := roster.ContactContent{Email: to(types.Email("carol@example.com")), Phone: to("+493012345678")}
	stored := must(client.PutContactWithResponse(ctx, carol.Id, nil, content))
	dataOf(stored.JSON201, stored.HTTPResponse)
	reached := must(client.GetContactWithResponse(ctx, carol.Id, nil))
	contact := dataOf(reached.JSON200, reached.HTTPResponse)
	fmt.Printf("contact: %s, %s\n", textOf(contact.Email), textOf(contact.Phone))
	taken := must(client.PutContactWithResponse(ctx, users[0].Id, nil, content))
	fmt.Println("taken:", refusalOf(taken.ApplicationproblemJSON409, taken.HTTPResponse))

	// Delete, contact included.
	must(client.DeleteUserWithResponse(ctx, carol.Id, nil))
	deleted := must(client.GetUserWithResponse(ctx, carol.Id, nil))
	fmt.Println("deleted:", refusalOf(deleted.ApplicationproblemJSON404, deleted.HTTPResponse))
}
