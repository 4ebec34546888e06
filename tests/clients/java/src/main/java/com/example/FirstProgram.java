package com.example;

import com.example.roster.ApiClient;
import com.example.roster.ApiException;
import com.example.roster.ApiResponse;
import com.example.roster.api.ContactsApi;
import com.example.roster.api.UsersApi;
import com.example.roster.model.Contact;
import com.example.roster.model.ContactContent;
import com.example.roster.model.InvalidField;
import com.example.roster.model.NewUser;
import com.example.roster.model.Problem;
import com.example.roster.model.User;
import com.example.roster.model.UserPatch;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class FirstProgram {
  private static final Pattern NEXT = Pattern.compile("[?&]cursor=([\\w.-]+)[^>]*>; rel=\"next\"");

  private final ApiClient client;

  private FirstProgram(ApiClient client) {
    this.client = client;
  }

  private interface Call {
    Object run() throws ApiException;
  }

  /** The problem that a call is answered with, in one line; throws where there is none. */
  private String refusalOf(Call call) throws JsonProcessingException {
    try {
      call.run();
    } catch (ApiException refusal) {
      Problem problem = client.getObjectMapper().readValue(refusal.getResponseBody(), Problem.class);
      List<InvalidField> fields = Optional.ofNullable(problem.getErrors()).orElse(List.of());
      return Stream.concat(
              Stream.of(problem.getStatus() + " " + problem.getType()),
              fields.stream().map(field -> placeOf(field) + " " + field.getCode()))
          .collect(Collectors.joining(", "));
    }
    throw new IllegalStateException("This was to be refused.");
  }

  private static String placeOf(InvalidField field) {
    return Stream.of(field.getPointer(), field.getParameter(), field.getHeader())
        .filter(place -> place != null)
        .findFirst()
        .orElse("");
  }

  private static Optional<String> header(ApiResponse<?> answer, String name) {
    return answer.getHeaders().getOrDefault(name, List.of()).stream().findFirst();
  }

  private static String inWords(User user) {
    return user.getName() + ", " + user.getAge();
  }

  private static String namesOf(List<User> users) {
    return users.stream().map(User::getName).collect(Collectors.joining(", "));
  }

  private void run() throws ApiException, JsonProcessingException {
    UsersApi users = new UsersApi(client);
    ContactsApi contacts = new ContactsApi(client);

    // List, page by page: the cursor of the next one is in Link.
    List<User> listed = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      ApiResponse<List<User>> page =
          users.listUsersWithHttpInfo(1, cursor.orElse(null), null, null, null, null, null, null);
      listed.addAll(page.getData());
      cursor =
          header(page, "link")
              .flatMap(link -> NEXT.matcher(link).results().findFirst())
              .map((MatchResult match) -> match.group(1));
    } while (cursor.isPresent());
    System.out.println("listed: " + namesOf(listed));

    // Filter.
    System.out.println("filtered: " + namesOf(users.listUsers(null, null, null, "al", null, null, null, null)));

    // Create. Whoever repeats this with the same key creates nobody twice.
    User created = users.createUser(new NewUser().name("Carol").age(41), UUID.randomUUID().toString(), null, null);
    long id = created.getId();
    System.out.println("created: " + inWords(created));

    // Read, and keep the entity tag.
    ApiResponse<User> read = users.getUserWithHttpInfo(id, null, null);
    String tag = header(read, "etag").orElseThrow();
    System.out.println("read: " + inWords(read.getData()));

    // Change what was read. The second change is refused: the tag stands for Carol as she was before the first.
    System.out.println("changed: " + inWords(users.updateUser(id, new UserPatch().age(42), tag, null)));
    System.out.println("outdated: " + refusalOf(() -> users.updateUser(id, new UserPatch().age(43), tag, null)));

    // Every invalid field is named, in a query and in a body.
    System.out.println(
        "invalid query: " + refusalOf(() -> users.listUsers(501, null, null, null, 151, null, null, null)));
    NewUser tooOld = new NewUser().name("Dave").age(151);
    System.out.println("invalid body: " + refusalOf(() -> users.createUser(tooOld, null, null, null)));

    // Store a contact and read it. No two users have the same e-mail address.
    ContactContent content = new ContactContent().email("carol@example.com").phone("+493012345678");
    contacts.putContact(id, content, null, null);
    Contact contact = contacts.getContact(id, null, null);
    System.out.println("contact: " + contact.getEmail() + ", " + contact.getPhone());
    long first = listed.get(0).getId();
    System.out.println("taken: " + refusalOf(() -> contacts.putContact(first, content, null, null)));

    // Delete, contact included.
    users.deleteUser(id, null, null);
    System.out.println("deleted: " + refusalOf(() -> users.getUser(id, null, null)));
  }

  public static void main(String[] arguments) throws ApiException, JsonProcessingException {
    Map<String, String> environment = System.getenv();
    ApiClient client = new ApiClient();
    client.updateBaseUri(environment.getOrDefault("ROSTER_URL", "http://localhost:5000"));
    String key = environment.getOrDefault("ROSTER_KEY", "");
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
    new FirstProgram(client).run();
  }
}
